import type { ReactNode } from 'react'
import { cx } from '../styles/cx.ts'
import styles from './layout.module.css'

type PageProps = {
  readonly title: ReactNode
  /** Small facts beside the title: a count, a state. */
  readonly aside?: ReactNode
  readonly actions?: ReactNode
  /** A second row under the title: search and filters. */
  readonly tools?: ReactNode
  readonly children: ReactNode
  /** `flush` lets tables and panes run from edge to edge; `text` keeps lines readable. */
  readonly width?: 'full' | 'flush' | 'text' | undefined
  readonly testId?: string | undefined
}

/** A screen: its title, its actions, and what it shows. */
export function Page({ title, aside, actions, tools, children, width = 'full', testId }: PageProps): ReactNode {
  return (
    <div className={styles['page']} data-testid={testId}>
      <header className={styles['pageHead']}>
        <div className={styles['pageTitleRow']}>
          <h1 className={styles['pageTitle']}>{title}</h1>
          {aside === undefined ? null : <div className={styles['pageAside']}>{aside}</div>}
          {actions === undefined ? null : <div className={styles['pageActions']}>{actions}</div>}
        </div>
        {tools === undefined ? null : <div className={styles['pageTools']}>{tools}</div>}
      </header>
      <div className={cx(styles['pageBody'], styles[width])} data-pane="" tabIndex={-1}>
        {children}
      </div>
    </div>
  )
}

type CardProps = {
  readonly title?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  readonly testId?: string | undefined
  readonly isFlush?: boolean | undefined
}

/** A bordered part of a page with its own title. */
export function Card({ title, actions, children, testId, isFlush }: CardProps): ReactNode {
  return (
    <section className={styles['card']} data-testid={testId}>
      {title === undefined ? null : (
        <header className={styles['cardHead']}>
          <h2 className={styles['cardTitle']}>{title}</h2>
          {actions}
        </header>
      )}
      <div className={cx(styles['cardBody'], isFlush === true && styles['cardFlush'])}>{children}</div>
    </section>
  )
}

type StackProps = {
  readonly children: ReactNode
  readonly gap?: 1 | 2 | 3 | 4 | 5
  readonly isRow?: boolean
  readonly align?: 'start' | 'center' | 'end' | 'between'
}

/** Things below or beside each other with an even gap. */
export function Stack({ children, gap = 3, isRow = false, align }: StackProps): ReactNode {
  return (
    <div className={cx(styles['stack'], isRow && styles['stackRow'])} data-gap={gap} data-align={align}>
      {children}
    </div>
  )
}

/** Two columns that become one where the window is narrow. */
export function Columns({
  children,
  ratio = 'even',
}: {
  readonly children: ReactNode
  readonly ratio?: 'even' | 'wide-first' | 'wide-last'
}): ReactNode {
  return (
    <div className={styles['columns']} data-ratio={ratio}>
      {children}
    </div>
  )
}

/** Words of less weight. */
export function Quiet({ children, isSmall = false }: { readonly children: ReactNode; readonly isSmall?: boolean }): ReactNode {
  return <span className={cx(styles['quiet'], isSmall && styles['small'])}>{children}</span>
}

/** Words for screen readers only, where the eyes see a number or a picture. */
export function Hidden({ children }: { readonly children: ReactNode }): ReactNode {
  return <span className={styles['hidden']}>{children}</span>
}
