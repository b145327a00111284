import { createHash } from 'node:crypto'
import { Locale } from '#contract/kernel/values.ts'
import { sql, type ReadHandle } from '../../store/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import type { PersonalFile } from '../personal-data.ts'
import { retentionNow } from '../retention/settings.ts'
import type { Part } from './page.ts'

/** One file of an export, with the check sum that the manifest lists. */
export type Entry = { readonly path: string; readonly bytes: Uint8Array }
export type Sum = { readonly path: string; readonly sizeBytes: number; readonly sha256: string }

/** A person as far as an export names them. */
export type Exported = {
  readonly seq: number
  readonly customerId: string
  readonly name: string
  readonly phone: string | null
  readonly username: string | null
  readonly language: string | null
}

const COLUMNS = sql`seq, customer_id as customerId, name, phone, username, language`

export const exportedById = (db: ReadHandle, customerId: string): Exported | undefined =>
  db.get<Exported>(sql`select ${COLUMNS} from customer where customer_id = ${customerId}`)

/** The next people in the order in which they were added, so that a long export sees those of its beginning. */
export const exportedAfter = (db: ReadHandle, seq: number, limit: number): Exported[] =>
  db.all<Exported>(sql`select ${COLUMNS} from customer where seq > ${seq} order by seq limit ${limit}`)

export const shownName = ({ name, phone, username, customerId }: Exported): string =>
  name === '' ? (phone ?? username ?? customerId) : name

export type Collected = Part & { readonly media: readonly Entry[] }

/** Everything kept about one person, with what must be said beside it: acts, sources, recipients, how long it is kept. */
export function collect(deps: PrivacyDeps, customerId: string, withFiles = true): Collected[] {
  const db = deps.vault.store.read
  let number = 0
  const own = deps.sources.map((source) => {
    const { items, files } = source.collect(db, customerId)
    const media = withFiles ? files.map((file) => ({ path: safePath(file, (number += 1)), bytes: file.bytes })) : []
    return { kind: source.kind, items, files: media.map((entry) => entry.path), media }
  })
  return [
    ...own,
    { kind: 'where data came from', items: sourcesOf(db, customerId), files: [], media: [] },
    { kind: 'who receives data', items: [{ recipient: 'Meta', what: 'WhatsApp Business Platform' }], files: [], media: [] },
    { kind: 'how long it is kept', items: [{ ...retentionNow(db).retention }], files: [], media: [] },
  ]
}

/** How the person came into the list (GDPR Art. 15(1)(g)). */
const sourcesOf = (db: ReadHandle, customerId: string): unknown[] =>
  db.all(sql`
    select case when c.import_id is not null then 'import' when c.profile_source = 1 then 'chat' else 'by-hand' end as source,
      r.file_name as fileName, c.created_at as createdAt
    from (select *, exists (select 1 from message m where m.customer_seq = customer.seq and m.direction = 'in') as profile_source from customer) c
      left join import_run r on r.import_id = c.import_id
    where c.customer_id = ${customerId}`)

/** File names come from strangers: only the last part counts, harmless characters stay, a number keeps them apart. */
function safePath(file: PersonalFile, number: number): string {
  const name = file.path.split(/[\\/]/).at(-1) ?? ''
  const clean = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._ -]/gu, '_')
    .replace(/^[. ]+/, '')
    .slice(-80)
  return `media/${number}-${clean === '' ? 'file' : clean}`
}

/** The page speaks the person's language where it can, else the shop's. */
export function localeOf(language: string | null, shopLocale: Locale): Locale {
  const exact = Locale.safeParse(language)
  if (exact.success) return exact.data
  if (language?.startsWith('en')) return 'en'
  return language?.startsWith('zh') ? (/^zh-(?:CN|SG|Hans)/i.test(language) ? 'zh-CN' : 'zh-TW') : shopLocale
}

export const dataOf = (shop: string, data: { readonly customerId: string; readonly at: number; readonly parts: readonly Collected[] }) => ({
  format: 'shopbell-person/1',
  madeAt: new Date(data.at).toISOString(),
  shop,
  customerId: data.customerId,
  parts: data.parts.map(({ kind, items, files }) => ({ kind, items, files })),
})

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

export const sumOf = ({ path, bytes }: Entry): Sum => ({
  path,
  sizeBytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
})

/** The list of all other entries with size and SHA-256. */
export const manifestOf = (files: readonly Sum[]): Entry => ({
  path: 'manifest.json',
  bytes: utf8(JSON.stringify({ format: 'shopbell-manifest/1', files }, null, 2)),
})
