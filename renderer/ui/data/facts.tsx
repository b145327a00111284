import type { ReactNode } from 'react'
import styles from './data.module.css'

type FactsProps = {
  readonly facts: readonly { readonly name: ReactNode; readonly value: ReactNode; readonly testId?: string | undefined }[]
}

/** Names with their values, one a line. */
export function Facts({ facts }: FactsProps): ReactNode {
  return (
    <dl className={styles['facts']}>
      {facts.map((fact, index) => (
        <div key={index} className={styles['fact']} data-testid={fact.testId}>
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
