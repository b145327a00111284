import type { ReactNode } from 'react'
import styles from './chart.module.css'

/** One row of the bars. */
export type SortedBar = {
  readonly id: string
  readonly label: ReactNode
  readonly value: number
  readonly text: string
  readonly note?: string | undefined
}

type SortedBarsProps = {
  readonly title: string
  readonly bars: readonly SortedBar[]
  readonly headers: { readonly label: string; readonly value: string; readonly note?: string | undefined }
  readonly testId?: string | undefined
}

/** Compares things by one number, the largest first. The chart is a table, so it reads without eyes too. */
export function SortedBars({ title, bars, headers, testId }: SortedBarsProps): ReactNode {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const sorted = bars.toSorted((one, other) => other.value - one.value)
  return (
    <figure className={styles['frame']} data-testid={testId}>
      <table className={styles['sorted']}>
        <caption className={styles['title']}>{title}</caption>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {headers.label}
            </th>
            <th scope="col">{headers.value}</th>
            {headers.note === undefined ? null : <th scope="col">{headers.note}</th>}
          </tr>
        </thead>
        <tbody>
          {sorted.map((bar) => (
            <tr key={bar.id} data-testid={testId === undefined ? undefined : `${testId}-row`} data-id={bar.id}>
              <th scope="row">{bar.label}</th>
              <td aria-hidden="true" className={styles['sortedCell']}>
                <div className={styles['sortedBar']} style={{ inlineSize: `${(bar.value / most) * 100}%` }} />
              </td>
              <td>{bar.text}</td>
              {headers.note === undefined ? null : <td>{bar.note ?? ''}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
