import type { ReactNode } from 'react'
import { Link as RouteLink } from 'wouter'
import { useMay, type Needs } from '../permission/permission.tsx'
import { cx } from '../styles/cx.ts'
import styles from './link.module.css'

type LinkProps = {
  /** An address made by `routes`. */
  readonly to: string
  readonly children: ReactNode
  /** What it leads to; the link is not there for whoever may not do it. */
  readonly needs?: Needs | undefined
  readonly testId?: string | undefined
  /** `button` looks like a plain button, `main` like the main one, `row` has no look of its own. */
  readonly look?: 'text' | 'button' | 'main' | 'row' | undefined
}

/** Goes to another screen of the window. */
export function Link({ to, children, testId, look = 'text', needs }: LinkProps): ReactNode {
  if (!useMay()(needs)) return null
  return (
    <RouteLink to={to} className={cx(styles[look])} data-testid={testId}>
      {children}
    </RouteLink>
  )
}
