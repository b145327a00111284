import { useState, type ReactNode } from 'react'
import type { CallInput, CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button } from '../../../ui/index.ts'
import type { Content } from '../content.ts'
import { PeopleDialog } from '../people-dialog.tsx'
import styles from './wizard.module.css'

type Counts = Pick<CallOutput<'broadcast.audience'>, 'matched' | 'goes' | 'skipped'>
type Reason = Counts['skipped'][number]['reason']

/** Reasons that lie in the message, so that an audience alone can't list their people. */
const fromMessage: ReadonlySet<Reason> = new Set([
  'missing-variable',
  'text-too-long',
  'template-not-sendable',
  'language-missing',
  'no-coupon-left',
])

/** What can be done at once about a reason. */
export type Fixes = Readonly<Partial<Record<Reason, { readonly label: string; readonly onFix: () => void }>>>

type VerdictSummaryProps = {
  readonly counts: Counts
  readonly audience: CallInput<'broadcast.audience'>['audience']
  /** The message, where there is one: it finds the people whom it leaves out. */
  readonly content?: Content
  /** The broadcast whose review the counts are of. */
  readonly broadcastId?: CallOutput<'broadcast.review'>['broadcastId']
  readonly fixes?: Fixes
  readonly testId: string
}

/** How many will get it, how many match, and how many are left out for which reason; each number opens its people. */
export function VerdictSummary({ counts, audience, content, broadcastId, fixes = {}, testId }: VerdictSummaryProps): ReactNode {
  const { t, rich } = useWords()
  const [shown, setShown] = useState<Reason | 'goes' | null>(null)
  const left = counts.matched - counts.goes
  return (
    <div className={styles['verdict']} data-testid={testId}>
      <div className={styles['verdictHead']}>
        <p className={styles['verdictNumber']} data-testid={`${testId}-goes`} data-count={counts.goes}>
          {rich('broadcast.audience.goes', { count: counts.goes, b: (parts) => <strong key="b">{parts}</strong> })}
        </p>
        <Button
          size="small"
          onPress={() => setShown('goes')}
          isDisabled={counts.goes === 0}
          testId={`${testId}-see-goes`}
          label={t('broadcast.seeOf', { what: t('broadcast.people.goes') })}
        >
          {t('broadcast.see')}
        </Button>
      </div>
      <div className={styles['split']} aria-hidden="true">
        <div className={styles['splitGoes']} style={{ flexGrow: counts.goes }} />
        <div className={styles['splitLeft']} style={{ flexGrow: left }} />
      </div>
      <p data-testid={`${testId}-sum`} data-matched={counts.matched} data-left={left}>
        {t('broadcast.audience.sum', { matched: counts.matched, goes: counts.goes, left })}
      </p>
      <ul className={styles['reasons']}>
        {counts.skipped
          .filter((entry) => entry.count > 0)
          .map((entry) => (
            <ReasonRow
              key={entry.reason}
              entry={entry}
              onSee={fromMessage.has(entry.reason) && content === undefined ? null : () => setShown(entry.reason)}
              fix={fixes[entry.reason]}
              testId={testId}
            />
          ))}
      </ul>
      {shown === null ? null : (
        <PeopleDialog
          audience={audience}
          content={content}
          broadcastId={broadcastId}
          reason={shown === 'goes' ? null : shown}
          onClose={() => setShown(null)}
        />
      )}
    </div>
  )
}

type ReasonRowProps = {
  readonly entry: Counts['skipped'][number]
  /** Opens its people; null where they can't be listed here. */
  readonly onSee: (() => void) | null
  readonly fix: Fixes[Reason]
  readonly testId: string
}

/** One reason: how many, why, who, and what to do. */
function ReasonRow({ entry, onSee, fix, testId }: ReasonRowProps): ReactNode {
  const { t, number } = useWords()
  const what = t(`broadcast.reason.${entry.reason}`)
  return (
    <li className={styles['reason']} data-testid={`${testId}-reason`} data-reason={entry.reason} data-count={entry.count}>
      <span className={styles['reasonCount']}>{number(entry.count)}</span>
      <span className={styles['reasonWords']}>{what}</span>
      <span className={styles['reasonActions']}>
        {fix === undefined ? null : (
          <Button
            size="small"
            variant="quiet"
            onPress={fix.onFix}
            testId={`${testId}-fix-${entry.reason}`}
            label={t('broadcast.fixOf', { label: fix.label, what })}
          >
            {fix.label}
          </Button>
        )}
        {onSee === null ? null : (
          <Button size="small" onPress={onSee} testId={`${testId}-see-${entry.reason}`} label={t('broadcast.seeOf', { what })}>
            {t('broadcast.see')}
          </Button>
        )}
      </span>
    </li>
  )
}
