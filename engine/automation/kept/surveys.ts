import { joinSql, sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'

export type Asked = { readonly surveyId: string; readonly score: number | null }

export const addSurvey = (
  db: WriteHandle,
  survey: { readonly surveyId: string; readonly automationId: string; readonly customerSeq: number; readonly at: number },
) =>
  db.run(sql`
    insert into automation_survey (survey_id, automation_id, customer_seq, asked_at)
    values (${survey.surveyId}, ${survey.automationId}, ${survey.customerSeq}, ${survey.at})`)

/** When any survey was last asked of a customer. */
export const lastAskedAt = (db: ReadHandle, customerSeq: number): number | null =>
  db.get<{ at: number | null }>(sql`select max(asked_at) as at from automation_survey where customer_seq = ${customerSeq}`)?.at ?? null

/** The latest survey of an automation with a customer. */
export const latestSurvey = (db: ReadHandle, automationId: string, customerSeq: number): Asked | undefined =>
  db.get<Asked>(sql`
    select survey_id as surveyId, score from automation_survey where automation_id = ${automationId} and customer_seq = ${customerSeq}
    order by asked_at desc, seq desc limit 1`)

export const keepScore = (db: WriteHandle, surveyId: string, answer: { readonly score: number; readonly at: number }) =>
  db.run(sql`update automation_survey set score = ${answer.score}, answered_at = ${answer.at} where survey_id = ${surveyId}`)

export const keepComment = (db: WriteHandle, surveyId: string, comment: string) =>
  db.run(sql`update automation_survey set comment = ${comment} where survey_id = ${surveyId}`)

export type Span = { readonly automationId?: string | undefined; readonly from: number; readonly to: number }

const within = ({ automationId, from, to }: Span) =>
  joinSql(
    [sql`s.asked_at >= ${from}`, sql`s.asked_at < ${to}`, ...(automationId === undefined ? [] : [sql`s.automation_id = ${automationId}`])],
    ' and ',
  )

export const countSurveys = (db: ReadHandle, span: Span): { readonly asked: number; readonly answered: number; readonly sum: number } =>
  db.get(sql`
    select count(*) as asked, count(s.score) as answered, coalesce(sum(s.score), 0) as sum from automation_survey s where ${within(span)}`) ?? {
    asked: 0,
    answered: 0,
    sum: 0,
  }

export const scoresOf = (db: ReadHandle, span: Span): { readonly score: number; readonly people: number }[] =>
  db.all(
    sql`select s.score, count(*) as people from automation_survey s where ${within(span)} and s.score is not null group by s.score order by s.score desc`,
  )

export const answersOf = (db: ReadHandle, span: Span): { readonly answeredAt: number; readonly score: number }[] =>
  db.all(sql`
    select s.answered_at as answeredAt, s.score from automation_survey s where ${within(span)} and s.score is not null order by s.answered_at`)

export type Comment = {
  readonly seq: number
  readonly customerId: string
  readonly name: string
  readonly at: number
  readonly score: number
  readonly comment: string
}

/** Comments, latest first. */
export const commentsOf = (
  db: ReadHandle,
  span: Span,
  page: { readonly after: { readonly at: number; readonly seq: number } | null; readonly limit: number },
): Comment[] =>
  db.all(sql`
    select s.seq, c.customer_id as customerId, c.name, s.answered_at as at, s.score, s.comment
    from automation_survey s join customer c on c.seq = s.customer_seq
    where ${within(span)} and s.comment <> '' and s.score is not null
      and ${page.after === null ? sql`true` : sql`(s.answered_at, s.seq) < (${page.after.at}, ${page.after.seq})`}
    order by s.answered_at desc, s.seq desc limit ${page.limit}`)
