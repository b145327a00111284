import { useState, type ReactNode } from 'react'
import { usePagesBy, type CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Button, Card, DateTime, EmptyState, ErrorStrip, Link, RadioGroup, Skeleton, SortedBars, Tag } from '../../../ui/index.ts'
import styles from '../automation.module.css'

const DAY_MS = 86_400_000
const spans = ['7', '30', '365'] as const
type Report = CallOutput<'automation.surveyReport'>

/** What customers answered: how many gave which score, and what they wrote. */
export function SurveyReport({ automationId }: { readonly automationId: string }): ReactNode {
  const { t } = useWords()
  const [days, setDays] = useState<(typeof spans)[number]>('30')
  // To the end of a day from now, so that what is answered meanwhile is counted when the report is read again.
  const [now] = useState(() => Date.now())
  const reading = usePagesBy(
    'automation.surveyReport',
    { automationId, from: now - Number(days) * DAY_MS, to: now + DAY_MS, limit: 20 },
    {
      next: (last) => last.nextCommentCursor,
      withCursor: (input, commentCursor) => ({ ...input, commentCursor }),
    },
  )
  const [first] = reading.pages
  return (
    <Card title={t('automation.report')} testId="automation-report">
      <RadioGroup
        label={t('automation.report.span')}
        isLabelHidden
        look="segments"
        value={days}
        onChange={setDays}
        options={spans.map((value) => ({ value, label: t('automation.report.days', { days: Number(value) }) }))}
      />
      {reading.error === null ? null : <ErrorStrip error={reading.error} action={{ label: t('ui.tryAgain'), onAction: reading.refetch }} />}
      {reading.isLoading ? <Skeleton rows={4} /> : null}
      {first === undefined ? null : <Answers report={first} />}
      <Comments comments={reading.pages.flatMap((page) => page.comments)} />
      {reading.more === null ? null : (
        <Button size="small" onPress={reading.more} isBusy={reading.isFetchingMore}>
          {t('ui.showMore')}
        </Button>
      )}
    </Card>
  )
}

function Answers({ report }: { readonly report: Report }): ReactNode {
  const { t, number } = useWords()
  const { asked, answered, averageHundredths, scores } = report
  if (asked === 0) return <EmptyState icon="report" title={t('automation.report.none')} text={t('automation.report.none.text')} />
  return (
    <>
      <p data-testid="automation-report-sum">
        {t('automation.report.sum', {
          asked,
          answered,
          average: averageHundredths === null ? '' : number(averageHundredths / 100, { maximumFractionDigits: 2 }),
          hasAverage: averageHundredths === null ? 'no' : 'yes',
        })}
      </p>
      <SortedBars
        title={t('automation.report.which')}
        headers={{ label: t('automation.report.answer'), value: t('automation.report.people') }}
        bars={scores.map(({ score, people }) => ({
          id: String(score),
          label: t('automation.report.score', { score }),
          value: people,
          text: number(people),
        }))}
        testId="automation-report-scores"
      />
    </>
  )
}

function Comments({ comments }: { readonly comments: Report['comments'] }): ReactNode {
  const { t } = useWords()
  if (comments.length === 0) return null
  return (
    <>
      <h3>{t('automation.report.comments')}</h3>
      <ul className={styles['uses']}>
        {comments.map((one) => (
          <li key={`${one.customerId} ${one.at}`} className={styles['use']} data-testid="automation-report-comment">
            <div className={styles['useHead']}>
              <Link to={routes.conversation(one.customerId)}>{one.name === '' ? t('automation.uses.noName') : one.name}</Link>
              <DateTime at={one.at} style="short" />
              <Tag>{t('automation.report.score', { score: one.score })}</Tag>
            </div>
            <p dir="auto">{one.comment}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
