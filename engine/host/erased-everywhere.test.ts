import { describe, expect, it, onTestFinished } from 'vitest'
import { calls, type CallName } from '#contract/ipc/index.ts'
import { EngineBoot } from '#contract/kernel/engine-boot.ts'
import { bareConnection, type Connection } from '../../test/support/decrypted-copy.ts'
import { tempVault } from '../../test/support/temp-vault.ts'
import { createAnnouncer, manualClock, secureRandom, silentLogger } from '../kernel/index.ts'
import { beginRooms } from './compose.ts'

type Column = { readonly name: string; readonly type: string; readonly pk: number }
type Link = { readonly from: string; readonly table: string; readonly to: string | null }
type Table = { readonly name: string; readonly sql: string; readonly columns: readonly Column[]; readonly links: readonly Link[] }

const MARK = 'cnry'
const NAME = 'Zephyrinequark'
const PHONE = '+886911222333'
/** A number that no other value holds. */
const PLANTED_NUMBER = 7_316_249

// What stays in rows that lose their person: nothing of these says who it was.
const stays: Readonly<Record<string, { readonly columns: readonly string[]; readonly why: string }>> = {
  attempt: { columns: ['attempt_id', 'opaque'], why: 'random ids, so that a late answer finds nobody' },
  automation_survey: { columns: ['automation_id', 'survey_id'], why: 'which automation asked; the score of nobody' },
  broadcast_left_out: { columns: ['broadcast_id', 'reason'], why: 'counts of a broadcast stay right' },
  broadcast_left_out_count: { columns: ['broadcast_id', 'reason'], why: 'sums' },
  coupon_code: { columns: ['broadcast_id', 'code'], why: 'whoever holds the code may use it; it names nobody' },
  coupon_handout: { columns: ['by_whom', 'handout_id', 'request_id'], why: "who of the shop's people gave codes out" },
  customer_order: { columns: ['broadcast_id', 'currency', 'order_id'], why: 'sums of an order of nobody, as the books must show' },
  customer_order_line: { columns: ['name', 'retailer_id'], why: 'goods of that order' },
  exported_file: { columns: ['by_whom'], why: "who of the shop's people saved a file" },
  import_row: { columns: ['import_id', 'reason', 'verdict'], why: 'counts of an import stay right' },
  order_sum: { columns: ['currency'], why: 'sums' },
  privacy_request: { columns: ['closed_by', 'request_id'], why: 'that the shop answered somebody in time' },
  raffle_entry: { columns: ['entry_code'], why: 'the frozen list must still give its hash' },
  redemption: {
    columns: ['broadcast_id', 'by_whom', 'currency', 'order_id', 'place', 'redemption_id', 'request_id'],
    why: 'what a coupon cost, at which till',
  },
  redemption_undo: { columns: ['by_whom'], why: "who of the shop's people took it back" },
  send: {
    columns: ['category', 'market', 'priced_category', 'priced_type', 'run_id', 'send_id', 'template_language', 'template_name'],
    why: 'what the shop sent and paid, to nobody',
  },
  send_count: { columns: ['run_id'], why: 'sums' },
  tool_notice: {
    columns: ['language', 'notice_id', 'reference_key', 'send_id', 'template', 'tool'],
    why: "that a program's order was carried out; its reference is a keyed code",
  },
}
const mayStay = new Set(Object.entries(stays).flatMap(([table, { columns }]) => columns.map((column) => `${table}.${column}`)))

// Tables of sources whose rows are tied to nobody's row: what tests that the person leaves them.
const notByRow: Readonly<Record<string, string>> = {
  audit_entry: 'a salted code whose salt goes: engine/audit/audit.test.ts',
  broadcast: 'ids picked by hand: engine/broadcast',
  coupon: 'rules of a coupon, with ids picked by hand: engine/coupon',
  coupon_broadcast: 'the same',
  customer: 'planted and looked for here',
  customer_search: 'planted and looked for here, with its shadow tables',
  customer_words: 'planted and looked for here',
  duplicate_due: 'a row number, gone with the row',
  import_run: 'name of a file, counts',
  message_search: 'planted and looked for here, with its shadow tables',
  phone_book: 'planted and looked for here',
  raffle: 'rules of a raffle, with ids picked by hand: engine/raffle',
  raw_event: 'planted and looked for here',
  series: 'rules of a series, with ids picked by hand: engine/series',
  status_event: 'gone with the sends that it is about: engine/ledger',
  tag_act: 'a tag that was given to many',
}

/** Every ordinary table of the schema as it is, with what its rows are tied to. */
function tablesOf(connection: Connection): Table[] {
  const rows = connection
    .prepare(
      `select name, sql from sqlite_schema where type = 'table' and name not like 'sqlite_%' and sql not like 'create virtual%' collate nocase`,
    )
    .all() as { name: string; sql: string }[]
  return rows
    .filter(({ name }) => !/_search_(data|idx|content|docsize|config)$/.test(name))
    .map(({ name, sql }) => ({
      name,
      sql: sql.toLowerCase(),
      columns: connection.prepare(`select name, type, pk from pragma_table_xinfo(?) where hidden = 0`).all(name) as Column[],
      links: connection.prepare(`select "from", "table", "to" from pragma_foreign_key_list(?)`).all(name) as Link[],
    }))
}

/** Those whose rows are tied to a customer, straight or over others. */
function related(tables: readonly Table[]): Table[] {
  const names = new Set(['customer'])
  for (let size = 0; size !== names.size;) {
    size = names.size
    for (const { name, links } of tables) if (links.some(({ table }) => names.has(table))) names.add(name)
  }
  // The person's own row and its words for the search are there since they were added.
  return tables.filter(({ name }) => names.has(name) && name !== 'customer' && name !== 'customer_words')
}

/** The first of the words that a column may hold; null where it may hold any. */
const oneOf = ({ sql }: Table, column: string): string | null =>
  new RegExp(`\\b${column}\\b[^(,]*(?:is null or ${column} )?in \\('([^']*)'`).exec(sql)?.[1] ??
  new RegExp(`\\b${column} in \\('([^']*)'`).exec(sql)?.[1] ??
  null

const textMark = (table: string, column: string): string => JSON.stringify({ kind: 'text', text: `${MARK}-${table}-${column}` })

/** What a column holds that is tied to another table; null where it is tied to none. */
function tiedValue(tables: readonly Table[], table: Table, column: Column): string | number | Buffer | null {
  const link = table.links.find(({ from }) => from === column.name)
  const parent = tables.find(({ name }) => name === link?.table)
  if (link === undefined || parent === undefined || parent === table) return null
  if (parent.name === 'customer') return link.to === 'customer_id' ? 'CUSTOMER_ID' : 'CUSTOMER_SEQ'
  const to = parent.columns.find(({ name, pk }) => (link.to === null ? pk === 1 : name === link.to))
  return to === undefined ? null : plantedValue(tables, parent, to)
}

function plantedValue(tables: readonly Table[], table: Table, column: Column): string | number | Buffer {
  const tied = tiedValue(tables, table, column)
  if (tied !== null) return tied
  if (column.type === 'INTEGER') return column.pk === 1 ? PLANTED_NUMBER : 1
  if (column.type === 'REAL') return 1
  const mark = oneOf(table, column.name) ?? textMark(table.name, column.name)
  return column.type === 'BLOB' ? Buffer.from(mark) : mark
}

function plant(connection: Connection, customerId: string): string[] {
  const tables = tablesOf(connection)
  const { seq } = connection.prepare('select seq from customer where customer_id = ?').get(customerId) as { seq: number }
  const refused: string[] = []
  for (const table of related(tables)) {
    const values = table.columns.map((column) => {
      const value = plantedValue(tables, table, column)
      return value === 'CUSTOMER_SEQ' ? seq : value === 'CUSTOMER_ID' ? customerId : value
    })
    const names = table.columns.map(({ name }) => `"${name}"`).join(', ')
    try {
      connection
        .prepare(`insert into "${table.name}" (${names}) values (${values.map(() => '?').join(', ')})`)
        .run(...values.map((value) => (typeof value === 'number' ? BigInt(value) : value)))
    } catch (cause) {
      refused.push(`${table.name}: ${String(cause)}`)
    }
  }
  connection
    .prepare('insert into phone_book (same_person_key, name, at) select same_person_key, ?, 1 from customer where seq = ?')
    .run(`${MARK}-book`, seq)
  connection
    .prepare(`insert into raw_event (received_at, body, body_sha256, state) values (1, ?, x'00', 'kept')`)
    .run(Buffer.from(`{"from":"${PHONE.slice(1)}","text":"${MARK}-event"}`))
  return refused
}

/** Every place in which a mark was planted. */
const plantedPlaces = (connection: Connection): string[] => {
  const tables = tablesOf(connection)
  return related(tables).flatMap((table) =>
    table.columns
      .filter((column) => ['TEXT', 'BLOB'].includes(column.type) && String(plantedValue(tables, table, column)).includes(MARK))
      .map(({ name }) => `${table.name}.${name}`)
      // A trigger writes there what the customer's own row says.
      .filter((place) => place !== 'customer_tag.offers'),
  )
}

/** Each table and column, shadow tables of the search too, in which a value holds one of the texts; base64 is opened. */
function whereFound(connection: Connection, texts: readonly string[]): string[] {
  const found = new Set<string>()
  const names = connection
    .prepare(`select name from sqlite_schema where type = 'table' and sql not like 'create virtual%' collate nocase`)
    .all() as {
    name: string
  }[]
  for (const { name } of names) {
    for (const row of connection.prepare(`select * from "${name}"`).all() as Record<string, unknown>[]) {
      for (const [column, value] of Object.entries(row)) {
        const bytes = Buffer.isBuffer(value) ? value.toString('latin1') : String(value)
        const inside = Buffer.from(bytes, 'base64').toString('latin1')
        if (texts.some((text) => bytes.includes(text) || inside.includes(text))) found.add(`${name}.${column}`)
      }
    }
  }
  return [...found].toSorted()
}

async function shop() {
  const vault = tempVault()
  const basics = { announcer: createAnnouncer(), clock: manualClock(), random: secureRandom, logger: silentLogger }
  const rooms = await beginRooms({ vault, boot: EngineBoot.parse({ vault: vault.folder }), ...basics })
  const connection = bareConnection(vault)
  connection.pragma('ignore_check_constraints=on')
  connection.pragma('foreign_keys=off')
  onTestFinished(async () => {
    connection.close()
    await rooms.stop()
    vault.remove()
  })
  const call = async (name: CallName, input: object) => {
    const handler = rooms.handlers[name] as unknown as (
      parsed: unknown,
      context: unknown,
    ) => Promise<{ ok: boolean; value: { customerId: string } }>
    const answer = await handler(calls[name].input.parse(input), {
      role: 'owner',
      person: 'owner',
      seat: 'test',
      signal: new AbortController().signal,
    })
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`)
    return answer.value
  }
  const { customerId } = await call('customer.save', {
    phone: PHONE,
    name: NAME,
    note: `${MARK}-note`,
    tags: [`${MARK}-tag`],
    addressAs: `${MARK}-as`,
  })
  return { rooms, connection, call, customerId }
}

describe('an erased person', () => {
  const texts = (customerId: string) => [MARK, NAME, NAME.toLowerCase().slice(3), PHONE.slice(1), PHONE.slice(4), customerId]

  it('G-03: is in no table and no column of the schema as it is, whatever was planted in each', async () => {
    const { rooms, connection, call, customerId } = await shop()
    const byRow = related(tablesOf(connection)).map(({ name }) => name)
    const others = rooms.sources.flatMap(({ tables }) => tables).filter((name) => !byRow.includes(name))
    expect(others.toSorted()).toEqual(Object.keys(notByRow).toSorted())
    expect(plant(connection, customerId)).toEqual([])
    const before = whereFound(connection, texts(customerId))
    expect(before).toEqual(expect.arrayContaining(plantedPlaces(connection)))
    expect(before).toEqual(
      expect.arrayContaining([
        'customer.name',
        'customer_search_data.block',
        'message_search_data.block',
        'phone_book.name',
        'raw_event.body',
      ]),
    )
    await call('customer.erase', { customerId, confirmation: PHONE.slice(-4) })
    expect(whereFound(connection, texts(customerId)).filter((place) => !mayStay.has(place))).toEqual([])
  })

  it('G-03: would be found in a new table that no room empties', async () => {
    const { connection, call, customerId } = await shop()
    connection.exec(
      'create table new_room (seq integer primary key, customer_seq integer references customer (seq) on delete set null, words text not null)',
    )
    expect(plant(connection, customerId)).toEqual([])
    await call('customer.erase', { customerId, confirmation: PHONE.slice(-4) })
    expect(whereFound(connection, texts(customerId)).filter((place) => !mayStay.has(place))).toEqual(['new_room.words'])
  })
})
