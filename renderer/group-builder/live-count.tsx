import { useEffect, useState, type ReactNode } from 'react'
import { useCall, type CallOutput } from '../bridge/index.ts'
import { useWords } from '../i18n/index.ts'
import { Button, ErrorStrip, Quiet } from '../ui/index.ts'
import styles from './group-builder.module.css'
import { GroupPeople } from './group-people.tsx'
import { finishedRule } from './rule.ts'
import type { Rule } from './types.ts'

/** Long enough that a number being stepped is counted once, short enough to feel live. */
const SETTLE_MS = 200

/** The rule once it has stood still for a moment. */
function useSettledRule(rule: Rule): Rule {
  const [settled, setSettled] = useState(rule)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(rule), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [rule])
  return settled
}

/** How many people a rule holds for now, the first of them, and all of them on demand. An answer to an older rule is never shown as the newest. */
export function LiveCount({ rule, testId }: { readonly rule: Rule; readonly testId: string }): ReactNode {
  const { t } = useWords()
  const settled = useSettledRule(rule)
  const finished = finishedRule(settled)
  const count = useCall('group.count', { rule: finished ?? settled }, { isEnabled: finished !== null, keepPrevious: true })
  if (finishedRule(rule) === null) return <Quiet>{t(rule.any.length === 0 ? 'group.notBegun' : 'group.incomplete')}</Quiet>
  if (count.error !== null) return <ErrorStrip error={count.error} action={{ label: t('ui.tryAgain'), onAction: count.refetch }} />
  const isCounting = settled !== rule || count.isFetching || count.data === undefined
  return <Counted rule={rule} count={count.data ?? null} isCounting={isCounting} testId={testId} />
}

type CountedProps = {
  readonly rule: Rule
  readonly count: CallOutput<'group.count'> | null
  readonly isCounting: boolean
  readonly testId: string
}

function Counted({ rule, count, isCounting, testId }: CountedProps): ReactNode {
  const { t, rich } = useWords()
  const [isShown, setIsShown] = useState(false)
  return (
    <div className={styles['count']} data-counting={isCounting ? '' : undefined}>
      <p
        className={styles['countNumber']}
        role="status"
        aria-busy={isCounting}
        data-testid={testId}
        data-state={isCounting ? 'counting' : 'ready'}
        data-count={count?.count}
        data-offers={count?.canGetOffers}
      >
        {count === null
          ? t('group.counting')
          : rich('group.count', { count: count.count, offers: count.canGetOffers, b: (parts) => <strong key="b">{parts}</strong> })}
      </p>
      {count?.count === 0 && !isCounting ? <Quiet isSmall>{t('group.nobody')}</Quiet> : null}
      <Who count={count} testId={testId} />
      {count === null || count.count === 0 ? null : (
        <Button size="small" onPress={() => setIsShown(true)} testId={`${testId}-see`}>
          {t('group.seeAll')}
        </Button>
      )}
      {isShown ? <GroupPeople rule={rule} onClose={() => setIsShown(false)} testId={`${testId}-people`} /> : null}
    </div>
  )
}

/** The first of them by name, and whom nothing reaches. */
function Who({ count, testId }: Pick<CountedProps, 'count' | 'testId'>): ReactNode {
  const { t, list } = useWords()
  const names = (count?.sample ?? []).map(({ name }) => name).filter((name) => name !== '')
  const restricted = count?.restricted ?? 0
  return (
    <>
      {restricted === 0 ? null : (
        <span data-testid={`${testId}-restricted`}>
          <Quiet isSmall>{t('group.countRestricted', { count: restricted })}</Quiet>
        </span>
      )}
      {names.length === 0 ? null : (
        <span className={styles['sample']}>
          <Quiet isSmall>{t('group.sample', { names: list(names) })}</Quiet>
        </span>
      )}
    </>
  )
}
