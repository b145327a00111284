import { sql, type ReadHandle } from '../../store/index.ts'
import type { Reading } from '../facts.ts'
import type { Turns } from './turns.ts'

// The widest are small enough for what comes next to cost ten times as much as what came before.
const [FEW_ROWS, MANY_ROWS] = [1_000, 8_000]
const [NARROW, WIDE] = [1_024, 65_536]
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
  const { key, within } = along
  for (let [after, rows] = [-1, FEW_ROWS]; ;) {
    const begunAt = performance.now()
    // The bound is found in the index alone, whatever else is asked of the rows: few that fit must not be searched for among all.
    const bound = db.get<{ key: number }>(
      sql`select ${key} as key from ${from} where ${key} > ${after} and ${within} order by ${key} limit 1 offset ${rows}`,
    )
    const upTo = bound === undefined ? sql`1` : sql`${key} <= ${bound.key}`
    take(parse(db.get(sql`select json_group_array(${customer}) as seqs from ${from} where ${key} > ${after} and ${upTo} and ${where}`)))
    if (bound === undefined) return
    after = bound.key
    const tookMs = performance.now() - begunAt
    if (tookMs < QUICK_MS) rows = Math.min(rows * 2, MANY_ROWS)
    else if (tookMs > SLOW_MS) rows = Math.max(rows >> 1, FEW_ROWS)
    await turns.next()
  }
}
