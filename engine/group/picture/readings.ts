import { sql, type ReadHandle } from '../../store/index.ts'
import type { Reading } from '../facts.ts'
import type { Turns } from './turns.ts'

const ROWS_AT_ONCE = 4_000
const [NARROW, WIDE] = [1_024, 262_144]
const [QUICK_MS, SLOW_MS] = [3, 9]

type Request = {
  readonly reading: Reading
  /** One more than the highest number of a customer. */
  readonly size: () => number
  /** Gets the customers as they are read; one may come several times where rows are read along something else. */
  readonly take: (seqs: readonly number[]) => void
  readonly turns: Turns
}

/** Reads the customers of all rows of a reading in statements that take some ms each, letting others in between. */
export async function readPeople(db: ReadHandle, request: Request): Promise<void> {
  const { along } = request.reading
  await (along === undefined ? readByCustomer(db, request) : readAlong(db, { ...request, reading: { ...request.reading, along } }))
}

const parse = (row: { readonly seqs: string } | undefined): number[] => (row === undefined ? [] : (JSON.parse(row.seqs) as number[]))

/** In ranges of the customers' numbers. */
async function readByCustomer(db: ReadHandle, { reading, size, take, turns }: Request): Promise<void> {
  const { from, customer, where, having } = reading
  const grouped = having === undefined ? sql`` : sql` group by ${customer} having ${having}`
  for (let [after, width] = [0, NARROW]; after < size();) {
    const begunAt = performance.now()
    take(
      parse(
        db.get(sql`
          select json_group_array(person) as seqs from (
            select ${customer} as person from ${from} where ${customer} > ${after} and ${customer} <= ${after + width} and ${where}${grouped})`),
      ),
    )
    after += width
    const tookMs = performance.now() - begunAt
    if (tookMs < QUICK_MS) width = Math.min(width * 2, WIDE)
    else if (tookMs > SLOW_MS) width = Math.max(width >> 1, NARROW)
    await turns.next()
  }
}

/** Along an index of times or messages, some thousand rows at a time. */
async function readAlong(
  db: ReadHandle,
  { reading, take, turns }: Request & { readonly reading: Reading & Required<Pick<Reading, 'along'>> },
): Promise<void> {
  const { from, customer, where, along } = reading
  for (let after = -1; ;) {
    const beyond = sql`${along} > ${after} and ${where}`
    const bound = db.get<{ key: number }>(
      sql`select ${along} as key from ${from} where ${beyond} order by ${along} limit 1 offset ${ROWS_AT_ONCE}`,
    )
    const upTo = bound === undefined ? sql`1` : sql`${along} <= ${bound.key}`
    take(parse(db.get(sql`select json_group_array(${customer}) as seqs from ${from} where ${beyond} and ${upTo}`)))
    if (bound === undefined) return
    after = bound.key
    await turns.next()
  }
}
