import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { languageName, useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { Button, Card, DateTime, ErrorStrip, Facts, PhonePreview, Stack, Strip, Tabs } from '../../../ui/index.ts'
import { RefusalStrip } from '../refusal-strip.tsx'
import { QualityTag, StatusTag } from '../template-tags.tsx'
import type { Detail, Template } from '../types.ts'
import { CategoryStrip, PauseStrip } from './detail-strips.tsx'
import { Numbers } from './numbers.tsx'
import { previewOfTemplate } from './preview-of-template.ts'
import { RemoveDialog } from './remove-dialog.tsx'
import styles from './numbers.module.css'

type TemplateDetailProps = { readonly template: Template; readonly onOpen: (templateId: string) => void }

/** One template: what Meta said about it, how it looks, and what became of it. */
export function TemplateDetail({ template, onOpen }: TemplateDetailProps): ReactNode {
  const { t } = useWords()
  const [tab, setTab] = useState<'look' | 'numbers'>('look')
  const reading = useCall('template.detail', { templateId: template.templateId })
  const { data } = reading
  return (
    <Card title={template.name} testId="template-detail" actions={<Actions template={template} languages={data?.languages.length ?? 1} />}>
      {reading.error === null ? null : <ErrorStrip error={reading.error} />}
      {data === undefined ? null : <Said detail={data} />}
      <TemplateFacts template={template} detail={data} onOpen={onOpen} />
      <Tabs
        label={t('template.detailTabs')}
        value={tab}
        onChange={setTab}
        testId="template-detail-tab"
        tabs={[
          { id: 'look', label: t('template.tab.look'), content: <Look template={template} /> },
          {
            id: 'numbers',
            label: t('template.tab.numbers'),
            content: <Numbers templateId={template.templateId} timesUsed={data?.timesUsed ?? 0} />,
          },
        ]}
      />
    </Card>
  )
}

/** Banners, the most urgent first. */
function Said({ detail }: { readonly detail: Detail }): ReactNode {
  const { t } = useWords()
  const { template, refusal, pause, category } = detail
  return (
    <>
      {refusal === null ? null : (
        <RefusalStrip refusal={refusal} body={template.body} actions={<ChangeButton template={template} isFix />} />
      )}
      {pause === null ? null : <PauseStrip templateId={template.templateId} pause={pause} />}
      {category === null ? null : <CategoryStrip category={category} prices={detail.prices} />}
      {template.sendable || refusal !== null || pause !== null ? null : (
        <Strip tone="warning" testId="template-detail-unsendable">
          {template.unsendableReason === 'shape' ? t('template.unsendable.shape') : t(`template.unsendable.${template.status}`)}
        </Strip>
      )}
    </>
  )
}

type TemplateFactsProps = {
  readonly template: Template
  readonly detail: Detail | undefined
  readonly onOpen: (templateId: string) => void
}

function TemplateFacts({ template, detail, onOpen }: TemplateFactsProps): ReactNode {
  const { t, locale, number } = useWords()
  const others = (detail?.languages ?? []).filter(({ templateId }) => templateId !== template.templateId)
  return (
    <Facts
      facts={[
        { name: t('template.column.status'), value: <StatusTag template={template} /> },
        { name: t('template.column.category'), value: t(`template.category.${template.category}`) },
        { name: t('template.column.language'), value: languageName(template.language, locale) },
        ...(others.length === 0
          ? []
          : [
              {
                name: t('template.otherLanguages'),
                value: (
                  <Stack isRow gap={1}>
                    {others.map(({ templateId, language, status }) => (
                      <Button key={templateId} size="small" variant="quiet" onPress={() => onOpen(templateId)}>
                        {`${languageName(language, locale)} · ${t(`template.status.${status}`)}`}
                      </Button>
                    ))}
                  </Stack>
                ),
              },
            ]),
        { name: t('template.column.quality'), value: <QualityTag quality={template.quality} /> },
        {
          name: t('template.column.used'),
          value: t('template.usedIn', { count: detail?.timesUsed ?? 0, number: number(detail?.timesUsed ?? 0) }),
        },
        {
          name: t('template.fields'),
          value: template.variables.length === 0 ? t('template.noFields') : template.variables.map(({ name }) => name).join(', '),
        },
        { name: t('template.readAt'), value: <DateTime at={template.syncedAt} /> },
      ]}
    />
  )
}

function Look({ template }: { readonly template: Template }): ReactNode {
  const { t } = useWords()
  const vault = useCall('vault.status', {})
  const [now] = useState(() => Date.now())
  return (
    <div className={styles['panel']}>
      <PhonePreview
        message={previewOfTemplate(template, t('template.builder.sampleTimeLeft'))}
        personName={t('template.samplePerson')}
        shopName={vault.data?.shop?.name ?? ''}
        lang={template.language.replace('_', '-')}
        at={now}
        testId="template-detail-preview"
      />
    </div>
  )
}

/** Opens the template in the builder, to change it or as a copy under a new name. */
function ChangeButton({
  template,
  isFix = false,
  isCopy = false,
}: {
  readonly template: Template
  readonly isFix?: boolean
  readonly isCopy?: boolean
}): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const beginning = useMutationCall('template.draftFrom')
  const begin = async (): Promise<void> => {
    const begun = await beginning.run({ kind: 'template', templateId: template.templateId, use: isCopy ? 'copy' : 'change' })
    if (begun.ok) go(routes.templateDraft(begun.value.draftId))
  }
  const id = isFix ? 'template-fix' : isCopy ? 'template-copy' : 'template-change'
  return (
    <Button
      needs="template.draftFrom"
      size="small"
      variant={isFix ? 'main' : 'plain'}
      onPress={() => void begin()}
      isBusy={beginning.isRunning}
      testId={id}
    >
      {isFix ? t('template.fix') : isCopy ? t('template.copy') : t('template.change')}
    </Button>
  )
}

/** States in which Meta takes changes. */
const changeable = new Set<Template['status']>(['APPROVED', 'PAUSED'])

function Actions({ template, languages }: { readonly template: Template; readonly languages: number }): ReactNode {
  const { t } = useWords()
  const [isRemoving, setIsRemoving] = useState(false)
  const isOurs = template.category !== 'AUTHENTICATION'
  return (
    <Stack isRow gap={2}>
      {isOurs && changeable.has(template.status) ? <ChangeButton template={template} /> : null}
      {isOurs ? <ChangeButton template={template} isCopy /> : null}
      {template.status === 'DISABLED' ? null : (
        <Button
          needs="template.remove"
          size="small"
          variant="quiet"
          icon="trash"
          onPress={() => setIsRemoving(true)}
          testId="template-remove"
        >
          {t('template.remove.open')}
        </Button>
      )}
      {isRemoving ? <RemoveDialog template={template} languages={languages} onClose={() => setIsRemoving(false)} /> : null}
    </Stack>
  )
}
