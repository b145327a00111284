import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall, type CallOutput } from '../../../bridge/index.ts'
import { formatDate, useWords } from '../../../i18n/index.ts'
import { Button, cx, DateTime, ErrorStrip, Facts, Hidden, Money, Quiet, RadioGroup, Skeleton } from '../../../ui/index.ts'
import styles from './numbers.module.css'

type Analytics = CallOutput<'template.analytics'>
const spans = ['7', '30', '90'] as const

type NumbersProps = { readonly templateId: string; readonly timesUsed: number }

/** What became of a template's messages, day by day as Meta counted them. */
export function Numbers({ templateId, timesUsed }: NumbersProps): ReactNode {
  const { t } = useWords()
  const [span, setSpan] = useState<(typeof spans)[number]>('30')
  const days = Number(span) as 7 | 30 | 90
  const reading = useCall('template.analytics', { templateId, days }, { keepPrevious: true })
  const { data } = reading
  return (
    <div className={styles['panel']} data-testid="template-numbers">
      {reading.error === null ? null : <ErrorStrip error={reading.error} action={{ label: t('ui.tryAgain'), onAction: reading.refetch }} />}
      {reading.isLoading ? <Skeleton rows={4} /> : null}
      {data?.isEnabled === false ? <Enable onDone={reading.refetch} /> : null}
      {data === undefined || !data.isEnabled ? null : (
        <>
          <RadioGroup
            label={t('template.numbers.span')}
            isLabelHidden
            look="segments"
            value={span}
            onChange={setSpan}
            testId="template-numbers-span"
            options={spans.map((value) => ({ value, label: t('template.numbers.days', { days: Number(value) }) }))}
          />
          <Sums analytics={data} timesUsed={timesUsed} />
          <Chart analytics={data} />
          <Clicks analytics={data} />
          {data.readAt === null ? null : <ReadAt at={data.readAt} />}
        </>
      )}
    </div>
  )
}

function ReadAt({ at }: { readonly at: number }): ReactNode {
  const { rich } = useWords()
  return <Quiet isSmall>{rich('template.numbers.note', { time: <DateTime key="at" at={at} /> })}</Quiet>
}

/** Meta counts only once it was asked, and never stops again. */
function Enable({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { t } = useWords()
  const enabling = useMutationCall('template.enableAnalytics')
  const enable = async (): Promise<void> => {
    if ((await enabling.run({})).ok) onDone()
  }
  return (
    <>
      <p>{t('template.numbers.off')}</p>
      {enabling.error === null ? null : <ErrorStrip error={enabling.error} />}
      <div>
        <Button needs="template.enableAnalytics" onPress={() => void enable()} isBusy={enabling.isRunning} testId="template-numbers-enable">
          {t('template.numbers.enable')}
        </Button>
      </div>
    </>
  )
}

function Sums({ analytics, timesUsed }: { readonly analytics: Analytics; readonly timesUsed: number }): ReactNode {
  const { t, number, percent } = useWords()
  const { totals, cost } = analytics
  const share = (part: number): string => (totals.delivered === 0 ? number(part) : `${number(part)} (${percent(part / totals.delivered)})`)
  return (
    <Facts
      facts={[
        { name: t('template.numbers.sent'), value: number(totals.sent) },
        { name: t('template.numbers.delivered'), value: number(totals.delivered) },
        { name: t('template.numbers.read'), value: share(totals.read) },
        { name: t('template.numbers.clicked'), value: share(totals.clicked) },
        ...(cost === null
          ? []
          : [
              { name: t('template.numbers.cost'), value: <Money micros={cost.micros} currency={cost.currency} /> },
              ...(cost.perDeliveredMicros === null
                ? []
                : [
                    {
                      name: t('template.numbers.each'),
                      value: <Money micros={cost.perDeliveredMicros} currency={cost.currency} precision="each" />,
                    },
                  ]),
            ]),
        { name: t('template.column.used'), value: t('template.usedIn', { count: timesUsed, number: number(timesUsed) }) },
      ]}
    />
  )
}

/** Bars for the eyes, the same numbers as a table for everybody else. */
function Chart({ analytics }: { readonly analytics: Analytics }): ReactNode {
  const words = useWords()
  const { t, number } = words
  const { days, totals } = analytics
  const most = Math.max(1, ...days.map((day) => day.delivered))
  const dayWords = (day: string): string => formatDate(Date.parse(`${day}T12:00:00Z`), 'date', { ...words, timeZone: 'UTC' })
  const [first] = days
  const last = days.at(-1)
  if (first === undefined || last === undefined || totals.sent === 0) return <Quiet>{t('template.numbers.none')}</Quiet>
  return (
    <figure data-testid="template-numbers-chart">
      <div className={styles['legend']} aria-hidden="true">
        <span>
          <i className={cx(styles['swatch'], styles['delivered'])} />
          {t('template.numbers.delivered')}
        </span>
        <span>
          <i className={cx(styles['swatch'], styles['read'])} />
          {t('template.numbers.read')}
        </span>
      </div>
      <div className={styles['chart']} aria-hidden="true">
        {days.map((day) => (
          <div key={day.day} className={styles['day']} title={`${dayWords(day.day)}: ${number(day.delivered)} / ${number(day.read)}`}>
            <div className={cx(styles['bar'], styles['delivered'])} style={{ blockSize: `${(day.delivered / most) * 100}%` }} />
            <div
              className={cx(styles['bar'], styles['read'])}
              style={{ blockSize: `${(Math.min(day.read, day.delivered) / most) * 100}%` }}
            />
          </div>
        ))}
      </div>
      <div className={styles['ends']} aria-hidden="true">
        <span>{dayWords(first.day)}</span>
        <span>{t('template.numbers.most', { count: number(most) })}</span>
        <span>{dayWords(last.day)}</span>
      </div>
      <Hidden>
        <table>
          <caption>{t('template.numbers.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('template.numbers.day')}</th>
              <th scope="col">{t('template.numbers.sent')}</th>
              <th scope="col">{t('template.numbers.delivered')}</th>
              <th scope="col">{t('template.numbers.read')}</th>
            </tr>
          </thead>
          <tbody>
            {days
              .filter((day) => day.sent + day.delivered + day.read > 0)
              .map((day) => (
                <tr key={day.day}>
                  <th scope="row">{dayWords(day.day)}</th>
                  <td>{number(day.sent)}</td>
                  <td>{number(day.delivered)}</td>
                  <td>{number(day.read)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </Hidden>
    </figure>
  )
}

function Clicks({ analytics }: { readonly analytics: Analytics }): ReactNode {
  const { t, number } = useWords()
  if (analytics.clicks.length === 0) return null
  return (
    <table className={styles['clicks']} data-testid="template-numbers-clicks">
      <caption>{t('template.numbers.clicks')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('template.numbers.button')}</th>
          <th scope="col">{t('template.numbers.clicked')}</th>
        </tr>
      </thead>
      <tbody>
        {analytics.clicks.map(({ type, button, count }) => (
          <tr key={`${type} ${button}`}>
            <th scope="row" dir="auto">
              {button === '' ? t('template.numbers.noName') : button}
            </th>
            <td>{number(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
