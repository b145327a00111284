import { inList, sql, type ReadHandle, type Sql, type WriteHandle } from '../../store/index.ts'
import { clueKey, cluesOf, isTelling, MOST_ALIKE, surenessOf, type Likeness, type Why } from './likeness.ts'

type Stored = Omit<Likeness, 'days' | 'values'> & { readonly days: string; readonly values: string }

const likenessColumns = sql`
  c.seq, c.name, c.phone, c.wa_id as waId, c.username,
  (select json_group_array(d.date || ' ' || d.month || '-' || d.day) from customer_date d where d.customer_seq = c.seq and d.date = 'birthday') as days,
  (select json_group_array(v.field_seq || ' ' || lower(v.value)) from customer_field_value v join customer_field f on f.seq = v.field_seq
    where v.customer_seq = c.seq and f.kind = 'text') as "values"`

function likenessOf(db: ReadHandle, where: Sql): Likeness[] {
  return db.all<Stored>(sql`select ${likenessColumns} from customer c where ${where}`).map((row) => ({
    ...row,
    days: JSON.parse(row.days) as string[],
    values: (JSON.parse(row.values) as string[]).filter((value) => isTelling(value.slice(value.indexOf(' ') + 1))),
  }))
}

/**
 * Compares the next so many records that changed with those who share a clue with them, in the caller's transaction; how
 * many there were. What is no longer alike is forgotten.
 */
export function compareNext(db: WriteHandle, most: number): number {
  const due = db
    .all<{ seq: number }>(sql`select customer_seq as seq from duplicate_due order by customer_seq limit ${most}`)
    .map(({ seq }) => seq)
  if (due.length === 0) return 0
  db.run(sql`delete from duplicate_due where customer_seq in ${inList(due)}`)
  for (const one of likenessOf(db, sql`c.seq in ${inList(due)}`)) compare(db, one)
  return due.length
}

function compare(db: WriteHandle, one: Likeness): void {
  db.run(sql`delete from duplicate_key where customer_seq = ${one.seq}`)
  db.run(sql`delete from duplicate_pair where one_seq = ${one.seq} or other_seq = ${one.seq}`)
  for (const { why, key } of keysOf(one)) {
    const alike = db
      .all<{ seq: number }>(sql`select customer_seq as seq from duplicate_key where key = ${key} limit ${MOST_ALIKE + 1}`)
      .map(({ seq }) => seq)
    db.run(sql`insert or ignore into duplicate_key (key, customer_seq) values (${key}, ${one.seq})`)
    // Whom too many share says nothing, also of those who were noted while they were few.
    if (alike.length >= MOST_ALIKE) db.run(sql`delete from duplicate_pair where key = ${key}`)
    else if (alike.length > 0) for (const other of likenessOf(db, sql`c.seq in ${inList(alike)}`)) notePair(db, { one, other, why, key })
  }
  noteDoubts(db, one.seq)
}

const keysOf = (one: Likeness): { why: Why; key: number }[] => [
  ...new Map(cluesOf(one).map((clue) => [clueKey(clue), { why: clue.why, key: clueKey(clue) }])).values(),
]

type Pair = { readonly one: Likeness; readonly other: Likeness; readonly why: Why; readonly key: number }

function notePair(db: WriteHandle, { one, other, why, key }: Pair): void {
  const sureness = surenessOf(why, one, other)
  if (sureness !== null) put(db, [one.seq, other.seq], { why, sureness, key })
}

type Noted = { readonly why: Why; readonly sureness: number; readonly key: number }

/** The surest reason stays. */
function put(db: WriteHandle, [one, other]: readonly [number, number], { why, sureness, key }: Noted): void {
  const [first, second] = one < other ? [one, other] : [other, one]
  db.run(sql`
    insert into duplicate_pair (one_seq, other_seq, why, sureness, key)
    select ${first}, ${second}, ${why}, ${sureness}, ${key}
    where not exists (select 1 from not_same where one_seq = ${first} and other_seq = ${second})
    on conflict (one_seq, other_seq) do update set why = excluded.why, sureness = excluded.sureness, key = excluded.key
    where excluded.sureness > duplicate_pair.sureness`)
}

/** WhatsApp itself said that two records may be one person. */
function noteDoubts(db: WriteHandle, seq: number): void {
  const doubts = db.all<{ other: number }>(sql`
    select iif(customer_seq = ${seq}, other_seq, customer_seq) as other from identity_doubt where customer_seq = ${seq} or other_seq = ${seq}`)
  for (const { other } of doubts) put(db, [seq, other], { why: 'number-spelling', sureness: 90, key: 0 })
}
