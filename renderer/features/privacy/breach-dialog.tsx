import { useState, type ReactNode } from 'react'
import { useCall } from '../../bridge/index.ts'
import { dayOf, formatDate, useWords } from '../../i18n/index.ts'
import { printPage, useSaving } from '../../printing/index.ts'
import { Button, DateField, DateTime, Dialog, ErrorStrip, Facts, Skeleton, Stack, useToast } from '../../ui/index.ts'

const MONTH_MS = 30 * 86_400_000

/** The facts that somebody needs on a bad day, counted since a day, and a sheet with room for the rest. */
export function BreachDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const words = useWords()
  const { t, locale, timeZone, number } = words
  const [day, setDay] = useState(() => dayOf(Date.now() - MONTH_MS, timeZone))
  const since = day === '' ? null : Date.parse(`${day}T00:00:00Z`)
  const facts = useCall('privacy.breachFacts', { since: since ?? 0 }, { isEnabled: since !== null, keepPrevious: true })
  const saving = useSaving()
  const toast = useToast()
  const time = (at: number): string => formatDate(at, 'date-time', { locale, timeZone })
  const rows = (): (readonly [string, string])[] => [
    [t('privacy.breach.reportBy'), facts.data === undefined ? '' : time(facts.data.reportBy)],
    [t('privacy.breach.people'), number(facts.data?.people ?? 0)],
    ...(facts.data?.kinds ?? []).map(({ kind, count }): readonly [string, string] => [
      t(`privacy.breach.kind.${kind as 'messages'}`),
      number(count),
    ]),
    [t('privacy.breach.refused'), number(facts.data?.refusedSignIns ?? 0)],
  ]
  const print = (): void =>
    saving.print({
      suggestedName: t('privacy.breach.fileName'),
      html: () =>
        printPage({
          locale,
          title: t('privacy.papers.breach'),
          facts: rows(),
          tables: [
            {
              title: t('privacy.breach.exports'),
              headers: [t('privacy.exports.file'), t('privacy.exports.at'), t('privacy.exports.people')],
              rows: (facts.data?.exports ?? []).map((file) => [file.fileName, time(file.at), number(file.people)]),
            },
          ],
          notes: [
            t('privacy.breach.encrypted'),
            t('privacy.breach.what'),
            t('privacy.breach.who'),
            t('privacy.breach.done'),
            t('privacy.breach.told'),
          ],
        }),
      done: () => toast({ text: t('privacy.papers.saved') }),
    })
  return (
    <Dialog
      title={t('privacy.papers.breach')}
      isOpen
      onClose={onClose}
      testId="privacy-breach"
      footer={
        <Button variant="main" icon="print" onPress={print} isBusy={saving.isBusy} isDisabled={facts.data === undefined}>
          {t('privacy.papers.save')}
        </Button>
      }
    >
      <Stack gap={3}>
        <p>{t('privacy.breach.lead')}</p>
        {facts.error === null ? null : <ErrorStrip error={facts.error} />}
        {saving.error === null ? null : <ErrorStrip error={saving.error} />}
        <DateField label={t('privacy.breach.since')} value={day} onChange={setDay} isRequired />
        {facts.data === undefined ? (
          <Skeleton rows={4} />
        ) : (
          <Facts
            facts={[
              ...rows()
                .slice(1)
                .map(([name, value]) => ({ name, value })),
              { name: t('privacy.breach.exports'), value: number(facts.data.exports.length) },
              { name: t('privacy.breach.reportBy'), value: <DateTime at={facts.data.reportBy} /> },
            ]}
          />
        )}
      </Stack>
    </Dialog>
  )
}
