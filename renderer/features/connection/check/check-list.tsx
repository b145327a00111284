import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { ErrorStrip } from '../../../ui/index.ts'
import type { Fix } from '../fixes.ts'
import styles from './check-list.module.css'
import { CheckRow } from './check-row.tsx'
import { checkNames } from './order.ts'
import type { Checks } from './use-checks.ts'

type CheckListProps = { readonly checks: Checks; readonly onFix: (fix: Fix) => void }

/** The nine checks, each with its state, its time, its reason, and the button that fixes it. */
export function CheckList({ checks, onFix }: CheckListProps): ReactNode {
  const { t } = useWords()
  return (
    <>
      {checks.error === null ? null : (
        <ErrorStrip
          error={checks.error}
          action={{ label: t('ui.tryAgain'), onAction: () => void checks.run() }}
          testId="connection-checks-error"
        />
      )}
      <ul className={styles['list']} data-testid="connection-check-list">
        {checkNames.map((name) => (
          <CheckRow
            key={name}
            name={name}
            check={checks.checks?.find((check) => check.name === name) ?? null}
            isRunning={checks.running.has(name)}
            onCheck={() => void checks.run([name])}
            onFix={onFix}
          />
        ))}
      </ul>
    </>
  )
}
