import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../bridge/index.ts'
import type { CallOutput } from '../../bridge/index.ts'
import { languageName, useWords } from '../../i18n/index.ts'
import { Button, Columns, DateTime, EmptyState, ErrorStrip, Page, Quiet, SearchField, Skeleton, Table, useToast } from '../../ui/index.ts'
import { TemplateDetail } from './template-detail.tsx'
import { QualityTag, StatusTag } from './template-tags.tsx'

type Template = CallOutput<'template.list'>['templates'][number]

/**
 * All templates as Meta last told them, with a preview of the one that is chosen.
 * @param props.tabs links to what stands beside templates (quick replies), drawn by the shell
 */
export function TemplatesPage({ tabs }: { readonly tabs?: ReactNode }): ReactNode {
  const { t } = useWords()
  const [search, setSearch] = useState('')
  const list = useCall('template.list', { search }, { keepPrevious: true })
  return (
    <Page
      title={t('template.title')}
      aside={list.data?.syncedAt == null ? undefined : <SyncedAt at={list.data.syncedAt} />}
      actions={<SyncButton />}
      tools={
        <>
          {tabs}
          <SearchField label={t('template.search')} value={search} onChange={setSearch} testId="template-list-search" />
        </>
      }
      testId="template-page"
    >
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {list.isLoading ? <Skeleton rows={8} rowHeight="table" /> : null}
      {list.data === undefined ? null : <Templates templates={list.data.templates} isSearch={search !== ''} />}
    </Page>
  )
}

/** The list beside the one that is chosen; at first the first that can be sent. */
function Templates({ templates, isSearch }: { readonly templates: readonly Template[]; readonly isSearch: boolean }): ReactNode {
  const { t, locale } = useWords()
  const [chosenId, setChosenId] = useState<string | null>(null)
  const vault = useCall('vault.status', {})
  const chosen =
    templates.find((template) => template.templateId === chosenId) ?? templates.find((template) => template.sendable) ?? templates[0]
  if (chosen === undefined) return <NoTemplates isSearch={isSearch} />
  return (
    <Columns ratio="wide-first">
      <Table<Template>
        label={t('template.title')}
        rows={templates}
        rowId={(template) => template.templateId}
        onOpen={(template) => setChosenId(template.templateId)}
        testId="template-list"
        columns={[
          {
            id: 'name',
            header: t('template.column.name'),
            isRowHeader: true,
            width: '28%',
            cell: (template) => (
              <Button
                variant="quiet"
                size="small"
                onPress={() => setChosenId(template.templateId)}
                testId={`template-list-open-${template.name}-${template.language}`}
              >
                {template.name}
              </Button>
            ),
          },
          {
            id: 'language',
            header: t('template.column.language'),
            width: '22%',
            cell: (template) => languageName(template.language, locale),
          },
          {
            id: 'category',
            header: t('template.column.category'),
            width: '12%',
            cell: (template) => t(`template.kind.${template.category}`),
          },
          { id: 'status', header: t('template.column.status'), width: '22%', cell: (template) => <StatusTag template={template} /> },
          { id: 'quality', header: t('template.column.quality'), cell: (template) => <QualityTag quality={template.quality} /> },
        ]}
      />
      <TemplateDetail template={chosen} shopName={vault.data?.shop?.name ?? ''} />
    </Columns>
  )
}

function SyncedAt({ at }: { readonly at: number }): ReactNode {
  const { rich } = useWords()
  return <Quiet isSmall>{rich('template.syncedAt', { time: <DateTime key="at" at={at} style="time" /> })}</Quiet>
}

function SyncButton(): ReactNode {
  const { t } = useWords()
  const sync = useMutationCall('template.sync')
  const toast = useToast()
  const onSync = async (): Promise<void> => {
    const result = await sync.run({})
    if (result.ok) toast({ text: t('template.synced', { total: result.value.total, changed: result.value.added + result.value.changed }) })
  }
  return (
    <>
      {sync.error === null ? null : <ErrorStrip error={sync.error} />}
      <Button icon="refresh" isBusy={sync.isRunning} onPress={() => void onSync()} testId="template-list-sync">
        {t('template.sync')}
      </Button>
    </>
  )
}

function NoTemplates({ isSearch }: { readonly isSearch: boolean }): ReactNode {
  const { t } = useWords()
  if (isSearch) return <EmptyState icon="search" title={t('template.noMatch')} testId="template-list-empty" />
  return <EmptyState icon="template" title={t('template.empty.title')} text={t('template.empty.text')} testId="template-list-empty" />
}
