import type { ReactNode } from 'react'
import type { CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Strip, More } from '../../../ui/index.ts'
import styles from '../automation.module.css'
import { partWords } from './part-words.ts'
import { Said } from './said.tsx'

type Result = CallOutput<'automation.try'>

/** Which one would answer with what, and why the others would not. */
export function TryOutcome({ result, isPaused }: { readonly result: Result; readonly isPaused: boolean }): ReactNode {
  const { t } = useWords()
  const { winner, messages, keptBack, offers } = result
  return (
    <div className={styles['outcome']}>
      {winner === null ? (
        <Strip tone="info" testId="automation-try-nobody">
          {t('automation.try.nobody')}
        </Strip>
      ) : (
        <p data-testid="automation-try-winner">
          {t('automation.try.winner', {
            by: winner.decidedBy.replace('-', '_'),
            name: winner.name,
            part: partWords(winner, t),
            hasPart: winner.partName === '' ? 'no' : 'yes',
            word: winner.word ?? '',
            hasWord: winner.word === null ? 'no' : 'yes',
          })}
        </p>
      )}
      {messages.map((message, at) => (
        <Said key={at} message={message} />
      ))}
      {winner === null || winner.handsOver === null ? null : <Strip tone="info">{t(`automation.reason.${winner.handsOver}`)}</Strip>}
      {keptBack === null || (isPaused && keptBack === 'paused') ? null : (
        <Strip tone="warning">{t('automation.try.keptBack', { why: t(`automation.why.${keptBack}`) })}</Strip>
      )}
      {isPaused ? <Strip tone="warning">{t('automation.try.paused')}</Strip> : null}
      {offers === null ? null : <Strip tone="info">{t(`automation.try.offers.${offers}`)}</Strip>}
      <Others others={result.others} />
    </div>
  )
}

function Others({ others }: { readonly others: Result['others'] }): ReactNode {
  const { t } = useWords()
  if (others.length === 0) return null
  return (
    <More title={t('automation.try.others', { count: others.length })} testId="automation-try-others">
      <ul className={styles['others']}>
        {others.map((one) => (
          <li key={`${one.automationId ?? one.decidedBy} ${one.partId ?? ''}`}>
            {t('automation.try.other', {
              by: one.decidedBy.replace('-', '_'),
              name: one.name,
              part: partWords(one, t),
              hasPart: one.partName === '' ? 'no' : 'yes',
              why: t(`automation.why.${one.why}`),
            })}
          </li>
        ))}
      </ul>
    </More>
  )
}
