import { createContext, useCallback, useContext, type ReactNode } from 'react'
import type { CallName } from '#contract/ipc/index.ts'
import { useWords } from '../../i18n/index.ts'
import styles from './permission.module.css'

/** The calls that a control leads to. It is there for whoever may make all of them. */
export type Needs = CallName | readonly CallName[]

/** Null: everything may be done. */
const PermissionContext = createContext<ReadonlySet<string> | null>(null)

type PermissionProviderProps = {
  /** Names of the calls that whoever sits here may make, as the engine says. */
  readonly calls: ReadonlySet<string>
  readonly children: ReactNode
}

/** Tells all controls below what whoever sits here may do. Without it, where no shop is open, everything may be done. */
export function PermissionProvider({ calls, children }: PermissionProviderProps): ReactNode {
  return <PermissionContext value={calls}>{children}</PermissionContext>
}

/** Whether whoever sits here may make all these calls. It spares them a refusal; the engine judges by itself. */
export function useMay(): (needs: Needs | undefined) => boolean {
  const calls = useContext(PermissionContext)
  return useCallback(
    (needs) => {
      if (needs === undefined || calls === null) return true
      return typeof needs === 'string' ? calls.has(needs) : needs.every((name) => calls.has(name))
    },
    [calls],
  )
}

type AllowedProps = { readonly needs: Needs; readonly children: ReactNode }

/** What is there only for whoever may use it. */
export function Allowed({ needs, children }: AllowedProps): ReactNode {
  return useMay()(needs) ? children : null
}

/** A form that everybody reads and only some change: without the right its fields are at rest, and a line says why. */
export function Limited({ needs, children }: AllowedProps): ReactNode {
  const { t } = useWords()
  const isAllowed = useMay()(needs)
  return (
    <fieldset className={styles['limited']} disabled={!isAllowed}>
      {isAllowed ? null : (
        <p className={styles['reason']} data-testid="limited">
          {t('ui.limited')}
        </p>
      )}
      {children}
    </fieldset>
  )
}
