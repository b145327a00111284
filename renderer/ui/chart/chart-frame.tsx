import { useId, useState, type ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Button } from '../button/button.tsx'
import styles from './chart.module.css'

type ChartFrameProps = {
  /** The question that the chart answers. */
  readonly title: string
  /** What the chart shows, in one sentence; read out in its place. */
  readonly summary: string
  /** Null where there is nothing to draw; the sentence says so. */
  readonly chart: ReactNode
  /** The same numbers as a table. */
  readonly table: ReactNode
  readonly testId?: string | undefined
}

/** What every chart stands in: its question, one sentence, and the way to the same numbers as a table. */
export function ChartFrame({ title, summary, chart, table, testId }: ChartFrameProps): ReactNode {
  const { t } = useWords()
  const [isTable, setIsTable] = useState(false)
  const titleId = useId()
  const summaryId = useId()
  return (
    <figure className={styles['frame']} aria-labelledby={titleId} aria-describedby={summaryId} data-testid={testId}>
      <figcaption className={styles['head']}>
        <span id={titleId} className={styles['title']}>
          {title}
        </span>
        {chart === null ? null : (
          <Button
            variant="quiet"
            size="small"
            onPress={() => setIsTable(!isTable)}
            label={t(isTable ? 'ui.chart.asChartOf' : 'ui.chart.asTableOf', { title })}
            testId={testId === undefined ? undefined : `${testId}-switch`}
          >
            {t(isTable ? 'ui.chart.asChart' : 'ui.chart.asTable')}
          </Button>
        )}
      </figcaption>
      <p id={summaryId} className={styles['summary']}>
        {summary}
      </p>
      {isTable && chart !== null ? table : chart}
    </figure>
  )
}
