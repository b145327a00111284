import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { Locale } from '#contract/kernel/values.ts'
import { breathe } from '../../kernel/index.ts'
import { inList, sql, type ReadHandle } from '../../store/index.ts'
import { writeTables, type Cell } from '../../table-export/index.ts'
import type { CustomerDeps } from '../service.ts'
import { peopleSelected } from './selection.ts'
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
 * afterwards that they stand in a file that erasing does not reach.
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
  const words = WORDS[input.locale ?? vault.shop.locale]
  const at = clock.now()
  const written = await writeTables({
    target: input.target,
    format: input.format,
    tables: [{ name: words.table, headings: COLUMNS.map((column) => words.headings[column]), pages: pagesOf(db, selected.value, words) }],
    timeZone: vault.shop.timeZone,
    at,
    random,
    signal,
  })
  if (written.ok) await noteExports(deps, selected.value, { at, person, sha256: await sumOf(input.target) })
  return written
}

function* pagesOf(db: ReadHandle, people: readonly number[], words: Words): Generator<Cell[][]> {
  for (let done = 0; done < people.length; done += PAGE) {
    const page = people.slice(done, done + PAGE)
    yield db
      .all<Stored>(sql`
        select name, address_as as addressAs, phone, username, country, language, offers, offers_source as offersSource,
          offers_at as offersAt, last_message_at as lastMessageAt, created_at as createdAt, note,
          (select coalesce(group_concat(tag, ', ' order by tag), '') from customer_tag where customer_seq = seq) as tags
        from customer where seq in ${inList(page)} order by seq`)
      .map((row) => cellsOf(row, words))
  }
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
