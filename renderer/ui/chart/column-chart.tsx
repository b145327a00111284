import { scaleLinear } from 'd3-scale'
import type { ReactNode } from 'react'
import { ChartFrame } from './chart-frame.tsx'
import { ChartTable } from './chart-table.tsx'
import styles from './chart.module.css'
import { useRovingFocus } from './use-roving-focus.ts'

/** One column: its place in time and how high it is. */
export type ChartColumn = { readonly id: string; readonly label: string; readonly value: number }

type ColumnChartProps = {
  readonly title: string
  readonly summary: string
  readonly columns: readonly ChartColumn[]
  /** Writes a value; also for the scale beside the chart. */
  readonly format: (value: number) => string
  /** Names of the two columns of the table. */
  readonly headers: { readonly label: string; readonly value: string }
  /** A limit drawn across, e.g. the budget of a month. */
  readonly line?: { readonly value: number; readonly label: string } | null | undefined
  readonly testId?: string | undefined
}

const TICKS = 4
const share = (value: number, top: number): string => `${(value / top) * 100}%`

/** One series over time as columns that begin at zero, each with its number. Time runs from left to right in every language. */
export function ColumnChart({ title, summary, columns, format, headers, line, testId }: ColumnChartProps): ReactNode {
  const most = Math.max(0, line?.value ?? 0, ...columns.map(({ value }) => value))
  const scale = scaleLinear().domain([0, most]).nice(TICKS)
  const top = scale.domain()[1] ?? most
  const focus = useRovingFocus(columns.length)
  const ticks = scale.ticks(TICKS)
  return (
    <ChartFrame
      title={title}
      summary={summary}
      testId={testId}
      chart={
        most === 0 ? null : (
          <div className={styles['columns']} dir="ltr">
            <div className={styles['scale']} aria-hidden="true">
              {/* Gives the scale the width of its widest number. */}
              {ticks.map((tick) => (
                <span key={`width-${tick}`} className={styles['tickWidth']}>
                  {format(tick)}
                </span>
              ))}
              {ticks.map((tick) => (
                <span key={tick} className={styles['tick']} style={{ insetBlockEnd: share(tick, top) }}>
                  {format(tick)}
                </span>
              ))}
            </div>
            <div className={styles['plot']}>
              {line === null || line === undefined ? null : (
                <div className={styles['line']} style={{ insetBlockEnd: share(line.value, top) }}>
                  <span>{line.label}</span>
                </div>
              )}
              <ul className={styles['bars']} aria-label={title}>
                {columns.map((column, index) => (
                  <li key={column.id} className={styles['column']}>
                    <span className={styles['bar']} style={{ blockSize: share(column.value, top) }}>
                      <span className={styles['number']}>{column.value === 0 ? '' : format(column.value)}</span>
                    </span>
                    {/* The arrows read the columns one by one. */}
                    <span
                      className={styles['point']}
                      role="img"
                      aria-label={`${column.label}: ${format(column.value)}`}
                      {...focus.of(index)}
                    />
                  </li>
                ))}
              </ul>
            </div>
            <ol className={styles['labels']} aria-hidden="true">
              {columns.map((column) => (
                <li key={column.id}>{column.label}</li>
              ))}
            </ol>
          </div>
        )
      }
      table={
        <ChartTable
          label={title}
          headers={[headers.label, headers.value]}
          rows={columns.map((column) => ({ id: column.id, cells: [column.label, format(column.value)] }))}
          testId={testId}
        />
      }
    />
  )
}
