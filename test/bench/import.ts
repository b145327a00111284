import { closeSync, openSync, readSync, rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { calls } from '#contract/ipc/index.ts'
import { createCustomer } from '../../engine/customer/index.ts'
import { createAnnouncer, secureRandom, silentLogger, systemClock, type CallContext } from '../../engine/kernel/index.ts'
import { sql, type ReadHandle, type Store, type WriteHandle } from '../../engine/store/index.ts'
import { tempVault } from '../support/temp-vault.ts'
import { percentile, rounded, shown, spentMs, type Say } from './figures.ts'
import { writeList, writeWorkbook } from './import-list.ts'

/**
 * Import of a large list. `ratio`: how often as long as parsing the same file and inserting its rows bare, by the own time of
 * this thread, so that other programs on the computer do not count; `longestWaitMs` too.
 */
export type ImportFigure = {
  readonly seconds: number
  readonly ownSeconds: number
  readonly ratio: number
  readonly memoryMb: number
  readonly longestWaitMs: number
  readonly cancelMs: number
}

const MB = 1_048_576

/** The file through the same parser, nothing else. */
function parseBare(file: string): Spent {
  const [begun, ownBegun] = [performance.now(), spentMs()]
  const handle = openSync(file, 'r')
  const buffer = Buffer.alloc(MB)
  const decoder = new TextDecoder()
  let rest = ''
  for (let size = -1; size !== 0;) {
    size = readSync(handle, buffer)
    const text = rest + decoder.decode(buffer.subarray(0, size), { stream: size > 0 })
    const end = size === 0 ? text.length : text.lastIndexOf('\n') + 1
    rest = text.slice(end)
    Papa.parse<string[]>(text.slice(0, end), { delimiter: ',', newline: '\n', skipEmptyLines: true })
  }
  closeSync(handle)
  return { ownSeconds: (spentMs() - ownBegun) / 1000, seconds: (performance.now() - begun) / 1000 }
}

type Row = Readonly<Record<string, string | number | null>>
type Sql = ReturnType<typeof sql>
const cell = (row: Row, name: string): string | number | null => row[name] ?? null
const BATCH = 2_000

/** People in the order of the file with all that an import wrote of them. */
const imported = (importId: string, after: number): Sql => sql`
  select r.row, c.*, e.at, e.recorded_at, e.source, e.detail, e.wording, e.recorded_by, w.words,
    (select json_group_array(tag) from customer_tag t where t.customer_seq = c.seq) as tags
  from import_row r join customer c on c.phone = r.phone join consent_event e on e.customer_seq = c.seq join customer_words w on w.seq = c.seq
  where r.import_id = ${importId} and r.verdict = 'new' and r.row > ${after} order by r.row limit ${BATCH}`

/** What an import writes of a person, table by table. */
function insertPerson(db: WriteHandle, row: Row): void {
  db.run(sql`
    insert into customer (seq, customer_id, phone, same_person_key, name, address_as, country, language, note, offers, offers_source, offers_at, import_id,
      import_row, created_at, changed_at)
    values (${cell(row, 'row')}, ${cell(row, 'customer_id')}, ${cell(row, 'phone')}, ${cell(row, 'same_person_key')}, ${cell(row, 'name')},
      ${cell(row, 'address_as')}, ${cell(row, 'country')}, ${cell(row, 'language')}, ${cell(row, 'note')}, ${cell(row, 'offers')},
      ${cell(row, 'offers_source')}, ${cell(row, 'offers_at')}, ${cell(row, 'import_id')}, ${cell(row, 'row')}, ${cell(row, 'created_at')}, ${cell(row, 'changed_at')})`)
  for (const tag of JSON.parse(String(cell(row, 'tags'))) as string[])
    db.run(sql`insert into customer_tag (customer_seq, tag) values (${cell(row, 'row')}, ${tag})`)
  db.run(sql`
    insert into consent_event (customer_seq, at, recorded_at, purpose, decision, source, detail, wording, recorded_by, import_id)
    values (${cell(row, 'row')}, ${cell(row, 'at')}, ${cell(row, 'recorded_at')}, 'offers', 'yes', ${cell(row, 'source')}, ${cell(row, 'detail')},
      ${cell(row, 'wording')}, ${cell(row, 'recorded_by')}, ${cell(row, 'import_id')})`)
  db.run(sql`insert into customer_words (seq, words) values (${cell(row, 'row')}, ${cell(row, 'words')})`)
}

type Spent = { readonly ownSeconds: number; readonly seconds: number }

/** What an import wrote of its people, into an empty vault with the same tables, in the order of the file and without judging anything: the floor. */
function insertBare(from: ReadHandle, to: Store): Spent {
  let [ownMs, wallMs] = [0, 0]
  const importId = from.get<{ importId: string }>(sql`select import_id as importId from import_run`)?.importId ?? ''
  const after = (row: number): Row[] => from.all<Row>(imported(importId, row))
  for (let rows = after(0); rows.length > 0; rows = after(Number(rows.at(-1)?.['row']))) {
    const [begun, ownBegun] = [performance.now(), spentMs()]
    to.write((db) => rows.forEach((row) => insertPerson(db, row)))
    ownMs += spentMs() - ownBegun
    wallMs += performance.now() - begun
  }
  return { ownSeconds: ownMs / 1000, seconds: wallMs / 1000 }
}

type Wait = { readonly ms: number; readonly during: string }

/**
 * How long this thread works while somebody else waits for a page of customers, asked all the time; ms.
 * @param during says what the import is doing
 */
function askMeanwhile(ask: () => Promise<unknown>, during: () => string): { stop(): Promise<Wait[]> } {
  const waits: Wait[] = []
  let isOver = false
  const round = async (): Promise<void> => {
    while (!isOver) {
      const begun = spentMs()
      // Whoever asks at any time waits for the turn that is under way as well.
      await new Promise((resolve) => setTimeout(resolve, 1))
      await ask()
      waits.push({ ms: spentMs() - begun, during: during() })
    }
  }
  const running = round()
  return {
    async stop() {
      isOver = true
      await running
      return waits
    },
  }
}

async function room(file: string) {
  const vault = tempVault()
  const announcer = createAnnouncer()
  const customer = await createCustomer({ vault, clock: systemClock, random: secureRandom, logger: silentLogger, announcer })
  const context = (signal: AbortSignal): CallContext => ({ role: 'owner', person: 'owner', signal })
  const handler = (name: 'customer.import' | 'customer.list') =>
    customer.handlers[name] as unknown as (
      input: unknown,
      context: CallContext,
    ) => Promise<{ readonly ok: boolean; readonly error?: { code: string } }>
  return {
    vault,
    announcer,
    list: () => handler('customer.list')(calls['customer.list'].input.parse({ limit: 50 }), context(new AbortController().signal)),
    bring: (signal: AbortSignal) =>
      handler('customer.import')(
        calls['customer.import'].input.parse({
          file,
          consent: { state: 'agreed', source: 'till-qr', detail: 'till 1', at: Date.now() - 86_400_000 },
        }),
        context(signal),
      ),
    async close() {
      await customer.stop()
      vault.remove()
    },
  }
}

/**
 * Imports a large list, and cancels another import in the middle. `SHOPBELL_BENCH_ROWS` makes it smaller,
 * `SHOPBELL_BENCH_FORMAT=xlsx` imports a workbook of the same people.
 */
export async function benchImport(say: Say): Promise<ImportFigure> {
  const rows = Number(process.env['SHOPBELL_BENCH_ROWS'] ?? 1_000_000)
  const bare = tempVault()
  const isWorkbook = process.env['SHOPBELL_BENCH_FORMAT'] === 'xlsx'
  const list = join(bare.folder, 'people.csv')
  await writeList(list, rows)
  const file = isWorkbook ? await writeWorkbook(join(bare.folder, 'people.xlsx'), rows) : list
  say(`import: ${shown(rows)} rows${isWorkbook ? ' of a workbook' : ''}`)
  const own = await room(file)
  const memory = { most: 0 }
  const watch = setInterval(() => (memory.most = Math.max(memory.most, process.memoryUsage.rss())), 100)
  const phases = { reading: 0, writing: 0 }
  let now = 'opening'
  const asking = askMeanwhile(own.list, () => now)
  const [begun, ownBegun] = [performance.now(), spentMs()]
  own.announcer.listen((name, data) => {
    const { phase, rowsDone } = data as { phase: 'reading' | 'writing' | 'ended'; rowsDone: number }
    if (name !== 'customer.importProgress' || phase === 'ended') return
    phases[phase] = (performance.now() - begun) / 1000
    now = `${phase}, row ${shown(rowsDone)}`
  })
  say(`  load of the computer: ${loadavg()[0]?.toFixed(1)}`)
  const done = await own.bring(new AbortController().signal)
  const [seconds, ownSeconds] = [(performance.now() - begun) / 1000, (spentMs() - ownBegun) / 1000]
  const waited = await asking.stop()
  const longest = waited.reduce((one, other) => (other.ms > one.ms ? other : one))
  const waits = waited.map(({ ms }) => ms)
  say(`  all are there after ${rounded(seconds)} s; the load of the computer is ${loadavg()[0]?.toFixed(1)}`)
  clearInterval(watch)
  if (!done.ok) throw new Error(`the import was refused: ${done.error?.code}`)
  const longestWaitMs = longest.ms
  const memoryMb = memory.most / MB
  say(`  imported in ${rounded(seconds)} s (goal 120; read by ${rounded(phases.reading)} s), ${rounded(ownSeconds)} s of own time`)
  say(
    `  most memory ${shown(memoryMb)} MB (goal 500), others waited p50 ${rounded(percentile(waits, 0.5))}, p99 ${rounded(percentile(waits, 0.99))}, longest ${shown(longestWaitMs)} ms (goal 100; while ${longest.during})`,
  )
  const [parsed, inserted] = [parseBare(list), insertBare(own.vault.store.read, bare.store)]
  const floor = parsed.ownSeconds + inserted.ownSeconds
  say(
    `  parsing and bare inserts: ${rounded(parsed.seconds + inserted.seconds)} s, ${rounded(floor)} s of own time; the import took ${rounded(ownSeconds / floor)} times that (goal 2)`,
  )
  await own.close()
  const cancelMs = await timeCancel(file, rows)
  say(`  cancelled in the middle: answered after ${shown(cancelMs)} ms (goal 1,000), nobody was left`)
  bare.remove()
  for (const made of [list, file]) rmSync(made, { force: true })
  return {
    seconds: rounded(seconds),
    ownSeconds: rounded(ownSeconds),
    ratio: rounded(ownSeconds / floor),
    memoryMb: Math.round(memoryMb),
    longestWaitMs: Math.round(longestWaitMs),
    cancelMs: Math.round(cancelMs),
  }
}

async function timeCancel(file: string, rows: number): Promise<number> {
  const { vault, announcer, bring, close } = await room(file)
  const cancel = new AbortController()
  let at = 0
  announcer.listen((name, data) => {
    if (name !== 'customer.importProgress' || at > 0 || (data as { rowsDone: number }).rowsDone < rows / 4) return
    at = performance.now()
    cancel.abort()
  })
  const ended = await bring(cancel.signal)
  const took = performance.now() - at
  if (ended.ok || ended.error?.code !== 'call-cancelled') throw new Error('the import was not cancelled')
  const left = vault.store.read.get<{ people: number }>(sql`select count(*) as people from customer`)?.people
  await close()
  if (left !== 0) throw new Error(`${left} people were left behind`)
  return took
}
