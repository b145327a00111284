import type { ReactNode } from 'react'
import { useCall, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { printPage, useSaving } from '../../printing/index.ts'
import { Button, Dialog, ErrorStrip, Facts, Skeleton, Stack, useToast } from '../../ui/index.ts'

type Records = CallOutput<'privacy.records'>

/** The record of processing and the list of processors, on screen and as PDF. */
export function RecordsDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t, locale, number } = useWords()
  const records = useCall('privacy.records', { locale })
  const saving = useSaving()
  const toast = useToast()
  const rows = (list: Records['activities']) =>
    list.map((one) => [
      t(`privacy.activity.${one.activity}`),
      number(one.people),
      one.data.join(' / '),
      one.retention,
      one.recipients.join(' / '),
    ])
  const html = (): string =>
    printPage({
      locale,
      title: t('privacy.papers.records'),
      tables: [
        {
          title: t('privacy.records.activities'),
          headers: [
            t('privacy.records.activity'),
            t('privacy.records.people'),
            t('privacy.records.data'),
            t('privacy.records.kept'),
            t('privacy.records.recipients'),
          ],
          rows: rows(records.data?.activities ?? []),
        },
        {
          title: t('privacy.records.processors'),
          headers: [t('privacy.records.name'), t('privacy.records.purpose'), t('privacy.records.where'), t('privacy.records.terms')],
          rows: (records.data?.processors ?? []).map((one) => [one.name, one.purpose, one.where, one.terms]),
        },
      ],
      notes: [t('privacy.records.note')],
    })
  const print = (): void =>
    saving.print({ suggestedName: t('privacy.records.fileName'), html, done: () => toast({ text: t('privacy.papers.saved') }) })
  return (
    <Dialog
      title={t('privacy.papers.records')}
      isOpen
      onClose={onClose}
      size="wide"
      testId="privacy-records"
      footer={
        <Button variant="main" icon="print" onPress={print} isBusy={saving.isBusy} isDisabled={records.data === undefined}>
          {t('privacy.papers.save')}
        </Button>
      }
    >
      {records.error === null ? null : <ErrorStrip error={records.error} />}
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
      {records.data === undefined ? <Skeleton rows={8} /> : <Shown records={records.data} />}
    </Dialog>
  )
}

/** Each on a line of its own: every language has another mark between them. */
const Lines = ({ of }: { readonly of: readonly string[] }): ReactNode => of.map((line) => <div key={line}>{line}</div>)

function Shown({ records }: { readonly records: Records }): ReactNode {
  const { t, number } = useWords()
  return (
    <Stack gap={4}>
      {records.activities.map((one) => (
        <section key={one.activity}>
          <h3>{t(`privacy.activity.${one.activity}`)}</h3>
          <Facts
            facts={[
              { name: t('privacy.records.people'), value: number(one.people) },
              { name: t('privacy.records.data'), value: <Lines of={one.data} /> },
              { name: t('privacy.records.kept'), value: one.retention },
              { name: t('privacy.records.recipients'), value: <Lines of={one.recipients} /> },
            ]}
          />
        </section>
      ))}
      <section>
        <h3>{t('privacy.records.processors')}</h3>
        {records.processors.map((one) => (
          <Facts
            key={one.name}
            facts={[
              { name: t('privacy.records.name'), value: one.name },
              { name: t('privacy.records.purpose'), value: one.purpose },
              { name: t('privacy.records.where'), value: one.where },
              { name: t('privacy.records.terms'), value: one.terms },
            ]}
          />
        ))}
        <p>{t('privacy.records.note')}</p>
      </section>
    </Stack>
  )
}
