import type { ReactNode } from 'react'
import styles from './chart.module.css'

type ChartTableProps = {
  readonly label: string
  /** The first names the rows. */
  readonly headers: readonly string[]
  readonly rows: readonly { readonly id: string; readonly cells: readonly string[] }[]
  readonly testId?: string | undefined
}

/** The numbers behind a chart. */
export function ChartTable({ label, headers, rows, testId }: ChartTableProps): ReactNode {
  return (
    <div className={styles['tableBox']}>
      <table className={styles['table']} aria-label={label} data-testid={testId === undefined ? undefined : `${testId}-table`}>
        <thead>
          <tr>
            {headers.map((header) => (
              <th key={header} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells: [name, ...values] }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              {values.map((value, index) => (
                <td key={headers[index + 1]}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
