import { useState, type ReactNode } from 'react'
import { usePages } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, EmptyState, ErrorStrip, RadioGroup, Skeleton, useMay } from '../../../ui/index.ts'
import styles from '../automation.module.css'
import { DoubtCard } from './doubt-card.tsx'

/** Messages that may ask to end or begin offers; a person says what they meant. */
export function DoubtsPane(): ReactNode {
  const { t } = useWords()
  const [view, setView] = useState<'open' | 'settled'>('open')
  const reading = usePages('automation.doubts', { settled: view === 'settled' })
  const doubts = reading.pages.flatMap((page) => page.doubts)
  const open = reading.pages[0]?.open ?? 0
  return (
    <article className={styles['automation']} aria-label={t('automation.doubts')} data-testid="automation-doubts">
      <h2 className={styles['paneTitle']}>{t('automation.doubts')}</h2>
      <p className={styles['plain']}>{t(useMay()('automation.settleDoubt') ? 'automation.doubts.lead' : 'automation.doubts.leadRead')}</p>
      <RadioGroup
        label={t('automation.doubts.show')}
        isLabelHidden
        look="segments"
        value={view}
        onChange={setView}
        options={[
          { value: 'open' as const, label: t('automation.doubts.view.open', { count: open }) },
          { value: 'settled' as const, label: t('automation.doubts.view.settled') },
        ]}
        testId="automation-doubts-view"
      />
      {reading.error === null ? null : <ErrorStrip error={reading.error} action={{ label: t('ui.tryAgain'), onAction: reading.refetch }} />}
      {reading.isLoading ? <Skeleton rows={4} /> : null}
      {!reading.isLoading && doubts.length === 0 ? <EmptyState icon="ok" title={t(`automation.doubts.none.${view}`)} /> : null}
      {doubts.map((doubt) => (
        <DoubtCard key={doubt.doubtId} doubt={doubt} />
      ))}
      {reading.more === null ? null : (
        <Button onPress={reading.more} isBusy={reading.isFetchingMore}>
          {t('ui.showMore')}
        </Button>
      )}
    </article>
  )
}
