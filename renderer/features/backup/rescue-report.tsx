import type { ReactNode } from 'react'
import type { CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, DateTime, Dialog, RuledList, RuledRow, Stack, Strip } from '../../ui/index.ts'
import { lossesOf, type Loss } from './rescue-losses.ts'

export type RescueReport = CallOutput<'shell.rescueShop'>['report']

/** What came back and what is lost, above the shop that is open again. */
export function RescueReportDialog({ report, onClose }: { readonly report: RescueReport; readonly onClose: () => void }): ReactNode {
  const { t, number } = useWords()
  const lost = report.tables.reduce((sum, table) => sum + (table.lost ?? 0), 0)
  const kept = report.tables.reduce((sum, table) => sum + table.kept, 0)
  const isBackup = report.step === 'backup'
  const losses = isBackup ? [] : lossesOf(report.tables)
  const untold = losses.filter(({ isMore }) => isMore).length
  const countOf = ({ lost: gone, isMore }: Loss): string => {
    if (!isMore) return number(gone)
    return gone === 0 ? t('backup.rescue.unknown') : t('backup.rescue.orMore', { count: number(gone) })
  }
  return (
    <Dialog
      title={t('backup.rescue.done')}
      isOpen
      onClose={onClose}
      testId="rescue-report"
      footer={
        <Button variant="main" onPress={onClose} testId="rescue-open">
          {t('backup.rescue.goOn')}
        </Button>
      }
    >
      <Stack gap={3}>
        <p data-testid="rescue-counts">
          {isBackup
            ? t('backup.rescue.countsBackup', { kept: number(kept) })
            : t('backup.rescue.counts', { kept: number(kept), lost: number(lost) })}
        </p>
        {report.backupAt === null ? null : (
          <p>
            {t('backup.rescue.fromBackup')} <DateTime at={report.backupAt} />
          </p>
        )}
        {untold > 0 ? <p>{t('backup.rescue.untold', { count: untold })}</p> : null}
        {losses.length === 0 ? null : (
          <RuledList label={t('backup.rescue.lostParts')}>
            {losses.map((loss) => (
              <RuledRow key={loss.kind} testId="rescue-loss">
                <span>{t(`backup.rescue.kind.${loss.kind}`)}</span>
                <span>{countOf(loss)}</span>
              </RuledRow>
            ))}
          </RuledList>
        )}
        <Strip tone="info">
          <p>{t('backup.restore.paused')}</p>
          {report.inDoubt > 0 ? <p>{t('backup.rescue.inDoubt', { count: report.inDoubt })}</p> : null}
          <p>
            {t('backup.rescue.setAside')} <bdi dir="ltr">{report.setAside}</bdi>
          </p>
        </Strip>
      </Stack>
    </Dialog>
  )
}
