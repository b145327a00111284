import type { ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { formatDate, formatMoney, useWords } from '../../i18n/index.ts'
import { Button, ErrorStrip, Strip, Tag, useToast } from '../../ui/index.ts'
import styles from './automation.module.css'
import type { Listed } from './types.ts'

/** Whether all run or rest, the one button that changes it, and what this month brought and cost. */
export function PageHead({ listed }: { readonly listed: Listed }): ReactNode {
  const words = useWords()
  const { t, locale } = words
  const toast = useToast()
  const pausing = useMutationCall('automation.pauseAll')
  const { paused, month } = listed
  const set = async (isPaused: boolean): Promise<void> => {
    const result = await pausing.run({ paused: isPaused })
    if (!result.ok) return
    toast({
      text: t(isPaused ? 'automation.paused.toast' : 'automation.goesOn.toast'),
      action: { label: t('ui.undo'), onAction: () => void pausing.run({ paused: !isPaused }) },
    })
  }
  return (
    <header className={styles['head']}>
      <div className={styles['headLine']}>
        <h1 className={styles['title']}>{t('automation.title')}</h1>
        <Tag tone={paused === null ? 'success' : 'warning'} icon={paused === null ? 'play' : 'pause'} testId="automations-state">
          {t(paused === null ? 'automation.running' : 'automation.paused')}
        </Tag>
        <Button
          size="small"
          icon={paused === null ? 'pause' : 'play'}
          variant={paused === null ? 'plain' : 'main'}
          onPress={() => void set(paused === null)}
          isBusy={pausing.isRunning}
          needs="automation.pauseAll"
          testId="automations-pause"
        >
          {t(paused === null ? 'automation.pauseAll' : 'automation.goOn')}
        </Button>
        <p className={styles['month']} data-testid="automations-month">
          {t('automation.month', {
            count: month.messages,
            cost: formatMoney(month.costMicros, month.currency, { locale }),
            sample: month.isSample ? 'yes' : 'no',
          })}
        </p>
      </div>
      {pausing.error === null ? null : <ErrorStrip error={pausing.error} />}
      {paused === null ? null : (
        <Strip tone="warning" testId="automations-paused">
          {t('automation.paused.why', {
            reason: paused.reason === 'restored-copy' ? 'restored_copy' : 'other',
            at: formatDate(paused.at, 'date-time', words),
          })}
        </Strip>
      )}
    </header>
  )
}
