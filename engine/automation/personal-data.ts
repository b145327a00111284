import type { PersonalDataSource } from '../privacy/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'

const seqOf = (customerId: string) => sql`(select seq from customer where customer_id = ${customerId})`

const usesOf = (db: ReadHandle, customerId: string): unknown[] =>
  db.all(sql`
    select coalesce((select name from automation a where a.automation_id = u.automation_id), '') as automation, u.at, u.said, u.outcome,
      u.handed_over as handedOver, u.wrong_at as markedWrongAt
    from automation_use u where u.customer_seq = ${seqOf(customerId)} order by u.seq`)

/** What automations said and noted, and how they stand in the chat. */
const uses: PersonalDataSource = {
  kind: 'automatic answers',
  tables: ['automation_use', 'automation_said', 'automation_chat', 'automation_unread'],
  count: (db, customerId) => usesOf(db, customerId).length,
  collect: (db, customerId) => ({ items: usesOf(db, customerId), files: [] }),
  erase(db, customerId) {
    db.run(sql`delete from automation_said where customer_seq = ${seqOf(customerId)}`)
    db.run(sql`delete from automation_chat where customer_seq = ${seqOf(customerId)}`)
    db.run(sql`delete from automation_unread where customer_seq = ${seqOf(customerId)}`)
    return db.run(sql`delete from automation_use where customer_seq = ${seqOf(customerId)}`).changes
  },
}

const plansOf = (db: ReadHandle, customerId: string): unknown[] =>
  db.all(sql`
    select coalesce((select name from automation a where a.automation_id = p.automation_id), '') as automation, p.due_at as dueAt, p.state, p.reason,
      p.over_at as overAt, p.facts
    from automation_plan p where p.customer_seq = ${seqOf(customerId)} order by p.seq`)

const plans: PersonalDataSource = {
  kind: 'planned messages',
  tables: ['automation_plan'],
  count: (db, customerId) => plansOf(db, customerId).length,
  collect: (db, customerId) => ({ items: plansOf(db, customerId), files: [] }),
  erase: (db, customerId) => db.run(sql`delete from automation_plan where customer_seq = ${seqOf(customerId)}`).changes,
}

const doubtsOf = (db: ReadHandle, customerId: string): unknown[] =>
  db.all(sql`
    select text, at, may_mean as mayMean, decision, settled_at as settledAt, settled_by as settledBy
    from automation_doubt where customer_seq = ${seqOf(customerId)} order by seq`)

const doubts: PersonalDataSource = {
  kind: 'doubtful wishes',
  tables: ['automation_doubt'],
  count: (db, customerId) => doubtsOf(db, customerId).length,
  collect: (db, customerId) => ({ items: doubtsOf(db, customerId), files: [] }),
  erase: (db, customerId) => db.run(sql`delete from automation_doubt where customer_seq = ${seqOf(customerId)}`).changes,
}

const surveysOf = (db: ReadHandle, customerId: string): unknown[] =>
  db.all(sql`
    select asked_at as askedAt, score, answered_at as answeredAt, comment from automation_survey where customer_seq = ${seqOf(customerId)} order by seq`)

/** Scores stay, without saying whose they were, so that the shop's figures of past months do not change; words go. */
const surveys: PersonalDataSource = {
  kind: 'survey answers',
  tables: ['automation_survey'],
  count: (db, customerId) => surveysOf(db, customerId).length,
  collect: (db, customerId) => ({ items: surveysOf(db, customerId), files: [] }),
  erase: (db, customerId) =>
    db.run(sql`update automation_survey set customer_seq = null, comment = '' where customer_seq = ${seqOf(customerId)}`).changes,
}

/** What this room keeps about people. */
export const personalData: readonly PersonalDataSource[] = [uses, plans, doubts, surveys]
