import type { ReactNode } from 'react'
import type { CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Strip, Tag } from '../../../ui/index.ts'
import styles from '../automation.module.css'
import { partsOf } from './message-parts.ts'

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
            part: winner.partName,
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

/** What the customer would see, as a bubble. */
function Said({ message }: { readonly message: Result['messages'][number] }): ReactNode {
  const { t, list } = useWords()
  const { text, options, products } = partsOf(message)
  return (
    <div className={styles['bubble']} data-testid="automation-try-message">
      {text === '' ? null : (
        <p dir="auto" className={styles['bubbleText']}>
          {text}
        </p>
      )}
      {products.length === 0 ? null : (
        <p dir="auto">{t('automation.try.products', { products: list(products), count: products.length })}</p>
      )}
      {options.length === 0 ? null : (
        <ul className={styles['options']}>
          {options.map((option) => (
            <li key={option}>
              <Tag tone="accent">{option}</Tag>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Others({ others }: { readonly others: Result['others'] }): ReactNode {
  const { t } = useWords()
  if (others.length === 0) return null
  return (
    <details className={styles['tryMore']} data-testid="automation-try-others">
      <summary>{t('automation.try.others', { count: others.length })}</summary>
      <ul className={styles['others']}>
        {others.map((one) => (
          <li key={`${one.automationId ?? one.decidedBy} ${one.partId ?? ''}`}>
            {t('automation.try.other', {
              by: one.decidedBy.replace('-', '_'),
              name: one.name,
              part: one.partName,
              hasPart: one.partName === '' ? 'no' : 'yes',
              why: t(`automation.why.${one.why}`),
            })}
          </li>
        ))}
      </ul>
    </details>
  )
}
