import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { errorCodeOf, sql, StoreError, type ReadHandle } from '../../store/index.ts'
import { columnNames, createDayReader, isBlank, openTable, type OpenTable } from '../../table-file/index.ts'
import { breathe } from '../../kernel/index.ts'
import type { OrderDeps } from '../face.ts'
import { findPlaces, type Places } from './columns.ts'
import { keepOrders } from './keep.ts'
import { readRow, type PastOrder, type Reading, type Refusal } from './read-row.ts'

type Input = ParsedInput<'order.import'>
type Outcome = CallOutput<'order.import'>
type Job = { readonly deps: OrderDeps; readonly input: Input; readonly signal: AbortSignal }

/** Rows that are named one by one; a file with more has one cause. */
const REFUSED_SHOWN = 1_000
const SAMPLE = 5

/**
 * Reads past orders and keeps them all, a few at a time, or none. A row that can't be read refuses the whole file unless
 * it is a dry run, which tells each of them; people who are not customers, and orders that are there, are left out.
 * Errors: those of opening a table, file-column-missing (field), file-line-too-long, call-cancelled, of the disk.
 */
export async function importOrders(deps: OrderDeps, input: Input, signal: AbortSignal): Promise<Result<Outcome>> {
  const opened = await openTable(input.file)
  if (!opened.ok) return opened
  try {
    return await readAndKeep({ deps, input, signal }, opened.value)
  } catch (cause) {
    if (cause instanceof StoreError) return fail(errorCodeOf(cause.kind))
    throw cause
  } finally {
    await opened.value.close()
  }
}

type Read = { rows: number; readonly orders: PastOrder[]; readonly refused: { row: number; reason: Refusal }[]; refusals: number }

async function readAndKeep(job: Job, file: OpenTable): Promise<Result<Outcome>> {
  const { deps, input } = job
  const read = await readFile(job, file)
  if (!read.ok) return read
  const { rows, orders, refused, refusals } = read.value
  const db = deps.vault.store.read
  const plan = await planOf(deps, db, orders)
  const isKept = !input.dryRun && refusals === 0
  const added = isKept && plan.fresh.length > 0 ? await keepOrders(deps, plan.fresh, job.signal) : plan.fresh.length
  if (added === null) return fail('call-cancelled')
  return ok({
    fileName: file.fileName,
    rows,
    added: isKept || input.dryRun ? added : 0,
    known: plan.known,
    unknownCustomers: plan.unknown,
    refused,
    sample: plan.fresh
      .slice(0, SAMPLE)
      .map(({ phone, at, totalMicros, currency }) => ({ phone, at, totalMicros, currency })) as Outcome['sample'],
  })
}

async function readFile(job: Job, file: OpenTable): Promise<Result<Read>> {
  const [first] = file.head
  const places = findPlaces(columnNames(first.cells))
  if (places === undefined) return fail('file-column-missing', { field: 'order', column: '' })
  const reading = readingOf(job, places)
  const read: Read = { rows: 0, orders: [], refused: [], refusals: 0 }
  for await (const batch of file.batches(job.signal)) {
    if (!batch.ok) return batch
    for (const record of batch.value.records) {
      if (record.row <= first.row || isBlank(record)) continue
      read.rows += 1
      const order = readRow(record, reading)
      if (typeof order !== 'string') read.orders.push(order)
      else noteRefused(read, record.row, order)
    }
  }
  return read.rows === 0 ? fail('file-empty') : ok(read)
}

function noteRefused(read: Read, row: number, reason: Refusal): void {
  read.refusals += 1
  if (read.refused.length < REFUSED_SHOWN) read.refused.push({ row, reason })
}

function readingOf({ deps, input }: Job, places: Places): Reading {
  const { shop } = deps.vault
  const country = input.defaultCountry ?? shop.country
  return {
    places,
    currency: input.currency ?? shop.currency,
    now: deps.clock.now(),
    readDay: createDayReader(shop.timeZone),
    readPhone(text) {
      const number = deps.customer.normaliseNumber(text, country)
      return number.ok ? number.value.phone : null
    },
  }
}

type Planned = { readonly fresh: readonly PastOrder[]; readonly known: number; readonly unknown: number }

/** Looked up before others have their turn. */
const PLANNED_AT_ONCE = 250

/** Which orders are new, by their numbers, or by customer, time and total where they have none. */
async function planOf(deps: OrderDeps, db: ReadHandle, orders: readonly PastOrder[]): Promise<Planned> {
  const plan = { fresh: [] as PastOrder[], known: 0, unknown: 0 }
  const seen = new Set<string>()
  const customers = new Map<string, number | null>()
  for (const [place, order] of orders.entries()) {
    if (place % PLANNED_AT_ONCE === 0) await breathe()
    const customerSeq = customers.get(order.phone) ?? deps.customer.findByNumber(db, order.phone)?.customerSeq ?? null
    customers.set(order.phone, customerSeq)
    const key = order.number === '' ? `${customerSeq} ${order.at} ${order.totalMicros} ${order.currency}` : `#${order.number}`
    if (customerSeq === null) plan.unknown += 1
    else if (seen.has(key) || isThere(db, customerSeq, order)) plan.known += 1
    else plan.fresh.push(order)
    seen.add(key)
  }
  return plan
}

function isThere(db: ReadHandle, customerSeq: number, { number, at, totalMicros, currency }: PastOrder): boolean {
  const same =
    number === ''
      ? sql`customer_seq = ${customerSeq} and at = ${at} and currency = ${currency} and total_micros = ${totalMicros}`
      : sql`number = ${number}`
  return db.get(sql`select 1 from customer_order where ${same}`) !== undefined
}
