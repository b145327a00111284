import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { Locale } from '#contract/kernel/values.ts'
import { breathe } from '../../kernel/index.ts'
import { noteExportedFile } from '../../privacy/index.ts'
import { inList, sql, type ReadHandle } from '../../store/index.ts'
import { writeTables, type Cell } from '../../table-export/index.ts'
import { fieldsOf, type KnownField } from '../field/values.ts'
import type { CustomerDeps } from '../service.ts'
import { peopleSelected, usable } from './selection.ts'
import en from './words/en.json' with { type: 'json' }
import zhCN from './words/zh-CN.json' with { type: 'json' }
import zhTW from './words/zh-TW.json' with { type: 'json' }

type Named = Readonly<Record<string, string>>
type Words = typeof en & { readonly states: Named; readonly sources: Named }
const WORDS: Readonly<Record<Locale, Words>> = { en, 'zh-TW': zhTW, 'zh-CN': zhCN }
const COLUMNS = [
  'name',
  'addressAs',
  'phone',
  'username',
  'country',
  'language',
  'tags',
  'offers',
  'offersSource',
  'offersAt',
  'lastMessageAt',
  'createdAt',
  'note',
] as const
const PAGE = 500

type Stored = {
  readonly seq: number
  readonly name: string
  readonly addressAs: string
  readonly phone: string | null
  readonly username: string | null
  readonly country: string | null
  readonly language: string | null
  readonly tags: string
  readonly offers: string
  readonly offersSource: string | null
  readonly offersAt: number | null
  readonly lastMessageAt: number | null
  readonly createdAt: number
  readonly note: string
}

/**
 * Writes the people of a selection, one a row, in the caller's language and the shop's time zone. Each person's card says
 * afterwards that they stand in a file that erasing does not reach. Whoever wished that their data is not used is left out.
 * Errors: group-missing, file-write-failed, disk-full, disk-read-only, call-cancelled.
 */
export async function exportMany(
  deps: CustomerDeps,
  input: ParsedInput<'customer.exportMany'>,
  { person, signal }: { readonly person: string; readonly signal: AbortSignal },
): Promise<Result<CallOutput<'customer.exportMany'>>> {
  const { vault, clock, random } = deps
  const db = vault.store.read
  const selected = await peopleSelected({ db, groups: deps.groups }, input.selection)
  if (!selected.ok) return selected
  const people = usable(db, selected.value)
  const words = WORDS[input.locale ?? vault.shop.locale]
  const fields = fieldsOf(db)
  const headings = [...COLUMNS.map((column) => words.headings[column]), ...fields.map(({ label }) => label)]
  const at = clock.now()
  const written = await writeTables({
    target: input.target,
    format: input.format,
    tables: [{ name: words.table, headings, pages: pagesOf(db, people, { words, fields }) }],
    timeZone: vault.shop.timeZone,
    at,
    random,
    signal,
  })
  if (!written.ok) return written
  await noteExports(deps, people, { at, person, sha256: await sumOf(input.target) })
  const { fileName } = written.value
  vault.store.write((db) => {
    noteExportedFile(db, { kind: 'customers', fileName, people: people.length, by: person, at, customerSeq: null })
    db.afterCommit(() => deps.announcer.announce('privacy.changed', {}))
  })
  return ok({ ...written.value, leftOut: selected.value.length - people.length })
}

type Columns = { readonly words: Words; readonly fields: readonly KnownField[] }

function* pagesOf(db: ReadHandle, people: readonly number[], { words, fields }: Columns): Generator<Cell[][]> {
  for (let done = 0; done < people.length; done += PAGE) {
    const page = people.slice(done, done + PAGE)
    const own = ownFacts(db, page)
    yield db
      .all<Stored>(sql`
        select seq, name, address_as as addressAs, phone, username, country, language, offers, offers_source as offersSource,
          offers_at as offersAt, last_message_at as lastMessageAt, created_at as createdAt, note,
          (select coalesce(group_concat(tag, ', ' order by tag), '') from customer_tag where customer_seq = seq) as tags
        from customer where seq in ${inList(page)} order by seq`)
      .map((row) => [...cellsOf(row, words), ...fields.map((field) => ownCell(own.get(`${row.seq} ${field.seq}`), field, words))])
  }
}

/** What the shop knows of these people beside the columns that every shop has, by row and field. */
function ownFacts(db: ReadHandle, people: readonly number[]): ReadonlyMap<string, OwnFact> {
  const rows = db.all<OwnFact & { readonly place: string }>(sql`
    select customer_seq || ' ' || field_seq as place, value, amount from customer_field_value where customer_seq in ${inList(people)}`)
  return new Map(rows.map(({ place, ...fact }) => [place, fact]))
}

type OwnFact = { readonly value: string; readonly amount: number | null }

function ownCell(fact: OwnFact | undefined, { kind }: KnownField, words: Words): Cell {
  if (fact === undefined) return null
  if (kind === 'number') return fact.amount ?? fact.value
  if (kind !== 'yes-no') return fact.value
  return fact.value === 'yes' ? words.answers.yes : fact.value === 'no' ? words.answers.no : fact.value
}

/** A word that this version does not know stands as it is. */
const cellsOf = (row: Stored, words: Words): Cell[] => [
  row.name,
  row.addressAs,
  row.phone === null ? null : { phone: row.phone },
  row.username,
  row.country,
  row.language,
  row.tags,
  words.states[row.offers] ?? row.offers,
  row.offersSource === null ? null : (words.sources[row.offersSource] ?? row.offersSource),
  moment(row.offersAt),
  moment(row.lastMessageAt),
  moment(row.createdAt),
  row.note,
]

const moment = (at: number | null): Cell => (at === null ? null : { at })

async function sumOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

type Note = { readonly at: number; readonly person: string; readonly sha256: string }

async function noteExports({ vault }: CustomerDeps, people: readonly number[], { at, person, sha256 }: Note): Promise<void> {
  for (let done = 0; done < people.length; done += PAGE) {
    const page = people.slice(done, done + PAGE)
    // Who was erased since the file was written has no row to note it in.
    vault.store.write((db) =>
      db.run(sql`
        insert into export_record (customer_seq, at, by_whom, sha256)
        select seq, ${at}, ${person}, ${sha256} from customer where seq in ${inList(page)}`),
    )
    await breathe()
  }
}
