import type { ReactNode } from 'react'
import { NumberField } from '../../../ui/index.ts'
import styles from './edit.module.css'

type Count = {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly onChange: (value: number) => void
  readonly testId?: string
}

/** Numbers side by side, below each other where there is little room. */
export const NumberPair = ({ counts }: { readonly counts: readonly Count[] }): ReactNode => (
  <div className={styles['pair']}>
    {counts.map((count) => (
      <NumberField key={count.label} {...count} />
    ))}
  </div>
)
