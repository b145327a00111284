import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { languageName, useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import {
  Allowed,
  Button,
  Columns,
  DateTime,
  EmptyState,
  ErrorStrip,
  Link,
  Page,
  Quiet,
  SearchField,
  Select,
  Skeleton,
  Stack,
  Table,
  Tag,
  useMay,
  useToast,
} from '../../../ui/index.ts'
import { TemplateDetail } from '../detail/template-detail.tsx'
import { QualityTag, StatusTag } from '../template-tags.tsx'
import type { Overview, Template } from '../types.ts'
import { DraftList } from './draft-list.tsx'

type Row = Overview['templates'][number]
type State = 'all' | 'look' | 'approved' | 'review' | 'refused'

const fits: Readonly<Record<State, (row: Row) => boolean>> = {
  all: () => true,
  look: ({ needsLook }) => needsLook !== null,
  approved: ({ template }) => template.status === 'APPROVED',
  review: ({ template }) => template.status === 'PENDING' || template.status === 'IN_APPEAL',
  refused: ({ template }) => template.status === 'REJECTED' || template.status === 'DISABLED' || template.status === 'PAUSED',
}

/** All templates as Meta last told them and the drafts beside them, with the one that is chosen. */
export function TemplatesPage(): ReactNode {
  const { t, rich } = useWords()
  const [search, setSearch] = useState('')
  const [state, setState] = useState<State>('all')
  const overview = useCall('template.overview', { search }, { keepPrevious: true })
  const { data } = overview
  const rows = (data?.templates ?? []).filter(fits[state])
  // Where there is nothing yet, the one main button stands in the middle.
  const isInviting = data?.templates.length === 0 && data.drafts.length === 0 && search === ''
  return (
    <Page
      title={t('template.title')}
      aside={
        data?.syncedAt == null ? undefined : (
          <Quiet isSmall>{rich('template.syncedAt', { time: <DateTime key="at" at={data.syncedAt} style="time" /> })}</Quiet>
        )
      }
      actions={
        <>
          <SyncButton />
          <Link needs="template.draftFrom" to={routes.newTemplate()} look={isInviting ? 'button' : 'main'} testId="template-new">
            {t('template.new')}
          </Link>
        </>
      }
      tools={
        <>
          <SearchField label={t('template.search')} value={search} onChange={setSearch} testId="template-list-search" />
          <Select
            label={t('template.filter.label')}
            isLabelHidden
            value={state}
            onChange={setState}
            testId="template-list-filter"
            choices={(Object.keys(fits) as State[]).map((value) => ({ value, label: t(`template.filter.${value}`) }))}
          />
        </>
      }
      testId="template-page"
    >
      {overview.error === null ? null : (
        <ErrorStrip error={overview.error} action={{ label: t('ui.tryAgain'), onAction: overview.refetch }} />
      )}
      {overview.isLoading ? <Skeleton rows={8} rowHeight="table" /> : null}
      {data === undefined || data.drafts.length === 0 ? null : (
        <Allowed needs={['template.saveDraft', 'template.check']}>
          <DraftList drafts={data.drafts} />
        </Allowed>
      )}
      {data === undefined ? null : <Templates rows={rows} isFiltered={search !== '' || state !== 'all'} />}
    </Page>
  )
}

/** The list beside the one that is chosen; at first the first that can be sent. */
function Templates({ rows, isFiltered }: { readonly rows: readonly Row[]; readonly isFiltered: boolean }): ReactNode {
  const { t, locale, number } = useWords()
  const [chosenId, setChosenId] = useState<string | null>(null)
  const byId = (id: string | null) => rows.find(({ template }) => template.templateId === id)
  const chosen = byId(chosenId) ?? rows.find(({ template }) => template.sendable) ?? rows[0]
  if (chosen === undefined) return <NoTemplates isFiltered={isFiltered} />
  const open = ({ templateId }: Template): void => setChosenId(templateId)
  return (
    <Columns ratio="wide-first">
      <Table<Row>
        label={t('template.title')}
        rows={rows}
        rowId={({ template }) => template.templateId}
        onOpen={({ template }) => open(template)}
        testId="template-list"
        columns={[
          {
            id: 'name',
            header: t('template.column.name'),
            isRowHeader: true,
            width: '27.5%',
            cell: ({ template }) => (
              <Button
                variant="quiet"
                size="small"
                onPress={() => open(template)}
                testId={`template-list-open-${template.name}-${template.language}`}
              >
                {template.name}
              </Button>
            ),
          },
          {
            id: 'language',
            header: t('template.column.language'),
            width: '17%',
            cell: ({ template }) => languageName(template.language, locale),
          },
          {
            id: 'category',
            header: t('template.column.category'),
            width: '12%',
            cell: ({ template }) => t(`template.kind.${template.category}`),
          },
          {
            id: 'status',
            header: t('template.column.status'),
            width: '21%',
            cell: (row) => (
              <Stack isRow gap={1}>
                <StatusTag template={row.template} />
                {row.needsLook === 'category' ? (
                  <Tag tone="warning" icon="coin">
                    {t('template.look.category')}
                  </Tag>
                ) : null}
              </Stack>
            ),
          },
          {
            id: 'quality',
            header: t('template.column.quality'),
            width: '14%',
            cell: ({ template }) => <QualityTag quality={template.quality} />,
          },
          { id: 'used', header: t('template.column.uses'), align: 'end', cell: ({ timesUsed }) => number(timesUsed) },
        ]}
      />
      <TemplateDetail key={chosen.template.templateId} template={chosen.template} onOpen={setChosenId} />
    </Columns>
  )
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
      <Button needs="template.sync" icon="refresh" isBusy={sync.isRunning} onPress={() => void onSync()} testId="template-list-sync">
        {t('template.sync')}
      </Button>
    </>
  )
}

function NoTemplates({ isFiltered }: { readonly isFiltered: boolean }): ReactNode {
  const { t } = useWords()
  const mayBegin = useMay()('template.draftFrom')
  if (isFiltered) return <EmptyState icon="search" title={t('template.noMatch')} testId="template-list-empty" />
  return (
    <EmptyState
      icon="template"
      title={t('template.empty.title')}
      text={mayBegin ? t('template.empty.text') : undefined}
      action={
        <Link needs="template.draftFrom" to={routes.newTemplate()} look="main">
          {t('template.empty.do')}
        </Link>
      }
      testId="template-list-empty"
    />
  )
}
