import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { ChartFrame } from './chart-frame.tsx'
import { ChartTable } from './chart-table.tsx'
import styles from './chart.module.css'
import { heatStep } from './heat-step.ts'
import { useRovingFocus } from './use-roving-focus.ts'

type HeatMapProps = {
  readonly title: string
  readonly summary: string
  /** Numbers by row and column; all rows of the same length. */
  readonly values: readonly (readonly number[])[]
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  /** Says one number with its place, e.g. "Monday, 10:00: 12 messages". */
  readonly say: (place: { readonly row: string; readonly column: string; readonly value: number }) => string
  readonly rowsHeader: string
  readonly testId?: string | undefined
}

/** How often something happens by two measures, in five steps of one colour; the number shows on focus and under the pointer. */
export function HeatMap({ title, summary, values, rows, columns, say, rowsHeader, testId }: HeatMapProps): ReactNode {
  const { t, number } = useWords()
  const most = Math.max(0, ...values.flat())
  const focus = useRovingFocus(rows.length * columns.length, columns.length)
  return (
    <ChartFrame
      title={title}
      summary={summary}
      testId={testId}
      chart={
        <div className={styles['heatBox']} dir="ltr">
          <table className={styles['heat']} aria-label={title}>
            <thead>
              <tr>
                <th scope="col" className={styles['heatCorner']}>
                  {rowsHeader}
                </th>
                {columns.map((column, index) => (
                  <th key={column} scope="col">
                    <span className={index % 3 === 0 ? undefined : styles['heatHidden']}>{column}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, rowIndex) => (
                <tr key={row}>
                  <th scope="row">{row}</th>
                  {columns.map((column, columnIndex) => {
                    const value = values[rowIndex]?.[columnIndex] ?? 0
                    const words = say({ row, column, value })
                    return (
                      <td key={column}>
                        <span
                          className={styles['cell']}
                          role="img"
                          aria-label={words}
                          data-step={heatStep(value, most)}
                          {...focus.of(rowIndex * columns.length + columnIndex)}
                        >
                          <span className={styles['cellNumber']} aria-hidden="true">
                            {number(value)}
                          </span>
                        </span>
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
          <p className={styles['legend']} aria-hidden="true">
            {t('ui.chart.less')}
            {[0, 1, 2, 3, 4].map((step) => (
              <span key={step} className={styles['cell']} data-step={step} />
            ))}
            {t('ui.chart.more')}
          </p>
        </div>
      }
      table={
        <ChartTable
          label={title}
          headers={[rowsHeader, ...columns]}
          rows={rows.map((row, index) => ({ id: row, cells: [row, ...(values[index] ?? []).map((value) => number(value))] }))}
          testId={testId}
        />
      }
    />
  )
}
