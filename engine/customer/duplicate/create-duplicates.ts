import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { breathe, type Handlers, type Logger } from '../../kernel/index.ts'
import { sql, StoreError, type Sql } from '../../store/index.ts'
import { findById } from '../identity.ts'
import { customerRow } from '../queries.ts'
import type { CustomerDeps } from '../service.ts'
import { compareNext } from './compare.ts'

/** Records compared in one transaction: some ms, so that nobody who writes to the shop waits. */
const SLICE = 40
/** After the burst of changes, not with each of it. */
const LOOK_AFTER_MS = 3_000
/** While an import runs, everything else waits for it. */
const IMPORT_WAIT_MS = 15_000

export type Duplicates = { readonly handlers: Handlers; stop(): Promise<void> }
type DuplicateDeps = CustomerDeps & { readonly logger: Logger }

/**
 * Finds records that are likely one person: who changed is compared in the background, a few at a time, with those who
 * share something telling with them. A list is read, never computed; asking for it compares at once what is left where
 * that is little.
 */
export function createDuplicates(deps: DuplicateDeps): Duplicates {
  const { vault, clock, announcer, logger } = deps
  const { store } = vault
  let isEnding = false
  let running: Promise<void> = Promise.resolve()
  let forget: (() => void) | null = null
  const later = (ms: number): void => {
    if (isEnding) return
    forget ??= clock.after(ms, () => {
      forget = null
      running = look()
    })
  }
  const pairs = (): number => store.read.get<{ pairs: number }>(sql`select count(*) as pairs from duplicate_pair`)?.pairs ?? 0
  const isImporting = (): boolean => store.read.get(sql`select 1 from import_run where state = 'running' limit 1`) !== undefined
  async function look(): Promise<void> {
    try {
      if (isImporting()) return later(IMPORT_WAIT_MS)
      const before = pairs()
      while (!isEnding && store.write((db) => compareNext(db, SLICE)) === SLICE) await breathe()
      // Whoever looks at the list sees what was found meanwhile.
      if (pairs() !== before) announcer.announce('customer.changed', { customerId: null })
    } catch (cause) {
      if (!(cause instanceof StoreError)) throw cause
      logger.error('duplicates.not-compared', cause)
      later(IMPORT_WAIT_MS)
    }
  }
  const stopListening = announcer.listen((name) => {
    if (name === 'customer.changed') later(LOOK_AFTER_MS)
  })
  later(LOOK_AFTER_MS)
  return {
    handlers: {
      'customer.duplicates': (input) => {
        if (isFew(store.read.get(sql`select count(*) as due from (select 1 from duplicate_due limit ${SLICE})`)))
          store.write((db) => void compareNext(db, SLICE))
        else later(0)
        return list(deps, input)
      },
      'customer.notSame': (input, { person }) => notSame(deps, input, person),
    },
    async stop() {
      isEnding = true
      stopListening()
      forget?.()
      await running
    },
  }
}

const isFew = (counted: unknown): boolean =>
  typeof counted === 'object' && counted !== null && 'due' in counted && Number(counted.due) < SLICE

type Listed = CallOutput<'customer.duplicates'>
type Place = { readonly sureness: number; readonly one: number; readonly other: number }
type Stored = Place & { readonly why: Listed['pairs'][number]['why'] }

function list({ vault }: CustomerDeps, input: ParsedInput<'customer.duplicates'>): Result<Listed> {
  const db = vault.store.read
  const after = fromCursor(input.cursor)
  if (!after.ok) return after
  const whose = input.customerId === undefined ? sql`true` : ofCustomer(findById(db, input.customerId)?.customerSeq ?? -1)
  const rows = db.all<Stored>(sql`
    select one_seq as one, other_seq as other, why, sureness from duplicate_pair
    where ${whose} and ${isAfter(after.value)} order by sureness desc, one_seq, other_seq limit ${input.limit + 1}`)
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return ok({
    pairs: page.map(({ one, other, why, sureness }) => {
      const [first, second] = [customerRow(db, one), customerRow(db, other)]
      assert(first !== undefined && second !== undefined, 'a pair goes with either of its records')
      return { one: first, other: second, why, sureness }
    }),
    total: db.get<{ total: number }>(sql`select count(*) as total from duplicate_pair where ${whose}`)?.total ?? 0,
    nextCursor: rows.length > input.limit && last !== undefined ? `${last.sureness}.${last.one}.${last.other}` : null,
  })
}

const ofCustomer = (seq: number): Sql => sql`(one_seq = ${seq} or other_seq = ${seq})`

const isAfter = (place: Place | null): Sql =>
  place === null ? sql`true` : sql`(-sureness, one_seq, other_seq) > (${-place.sureness}, ${place.one}, ${place.other})`

function fromCursor(cursor: string | undefined): Result<Place | null> {
  if (cursor === undefined) return ok(null)
  const match = /^(\d{1,3})\.(\d{1,15})\.(\d{1,15})$/.exec(cursor)
  if (match === null) return fail('input-refused', { field: 'cursor' })
  return ok({ sureness: Number(match[1]), one: Number(match[2]), other: Number(match[3]) })
}

function notSame(
  { vault, clock, announcer }: CustomerDeps,
  input: ParsedInput<'customer.notSame'>,
  by: string,
): Result<Record<string, never>> {
  return vault.store.write((db) => {
    const [one, other] = [findById(db, input.one), findById(db, input.other)]
    if (one === undefined || other === undefined) return fail('customer-missing')
    if (one.customerSeq === other.customerSeq) return fail('merge-same')
    const [first, second] = [one.customerSeq, other.customerSeq].toSorted((a, b) => a - b)
    db.run(sql`
      insert into not_same (one_seq, other_seq, at, by_whom) values (${first ?? 0}, ${second ?? 0}, ${clock.now()}, ${by}) on conflict do nothing`)
    db.run(sql`delete from duplicate_pair where one_seq = ${first ?? 0} and other_seq = ${second ?? 0}`)
    db.run(sql`delete from identity_doubt where customer_seq = ${first ?? 0} and other_seq = ${second ?? 0}`)
    db.afterCommit(() => announcer.announce('customer.changed', { customerId: null }))
    return ok({})
  })
}
