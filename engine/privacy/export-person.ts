import { createHash } from 'node:crypto'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { Locale } from '#contract/kernel/values.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import type { PrivacyDeps } from './deps.ts'
import { writeZip, type ZipEntry } from './export-file.ts'
import { exportPage, type Part } from './page.ts'
import type { PersonalFile } from './personal-data.ts'

type Person = {
  readonly seq: number
  readonly name: string
  readonly phone: string | null
  readonly username: string | null
  readonly language: string | null
}
type Collected = Part & { readonly media: readonly ZipEntry[] }

/**
 * Writes everything kept about one person as a ZIP with a readable page, JSON, media and a manifest of check sums, and
 * notes that it was done. Errors: customer-missing, file-write-failed, disk-full, disk-read-only.
 */
export function exportPerson(deps: PrivacyDeps, input: ParsedInput<'customer.export'>, by: string): Result<CallOutput<'customer.export'>> {
  const { store, shop } = deps.vault
  const person = store.read.get<Person>(
    sql`select seq, name, phone, username, language from customer where customer_id = ${input.customerId}`,
  )
  if (person === undefined) return fail('customer-missing')
  const at = deps.clock.now()
  const parts = collect(deps, store.read, input.customerId)
  const locale = input.locale ?? localeOf(person.language, shop.locale)
  const name = person.name === '' ? (person.phone ?? person.username ?? input.customerId) : person.name
  const page = exportPage({ locale, timeZone: shop.timeZone, shop: shop.name, name, at, parts })
  const entries = withManifest([
    { path: 'index.html', bytes: utf8(page) },
    { path: 'data.json', bytes: utf8(JSON.stringify(dataOf(deps, { customerId: input.customerId, at, parts }), null, 2)) },
    ...parts.flatMap((part) => part.media),
  ])
  const written = writeZip(entries, { target: input.target, at, random: deps.random })
  if (!written.ok) return written
  store.write((db) => {
    db.run(sql`insert into export_record (customer_seq, at, by_whom, sha256) values (${person.seq}, ${at}, ${by}, ${written.value.sha256})`)
    db.afterCommit(() => deps.announcer.announce('customer.changed', { customerId: input.customerId }))
  })
  const messages = parts.find((part) => part.kind === 'messages')?.items.length ?? 0
  return ok({ ...written.value, entries: entries.length, messages })
}

const utf8 = (text: string) => new TextEncoder().encode(text)

function collect(deps: PrivacyDeps, db: ReadHandle, customerId: string): Collected[] {
  let number = 0
  return deps.sources.map((source) => {
    const { items, files } = source.collect(db, customerId)
    const media = files.map((file) => ({ path: safePath(file, (number += 1)), bytes: file.bytes }))
    return { kind: source.kind, items, files: media.map((entry) => entry.path), media }
  })
}

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
function localeOf(language: string | null, shopLocale: Locale): Locale {
  const exact = Locale.safeParse(language)
  if (exact.success) return exact.data
  if (language?.startsWith('en')) return 'en'
  return language?.startsWith('zh') ? (/^zh-(?:CN|SG|Hans)/i.test(language) ? 'zh-CN' : 'zh-TW') : shopLocale
}

type Data = { readonly customerId: string; readonly at: number; readonly parts: readonly Collected[] }

const dataOf = (deps: PrivacyDeps, data: Data) => ({
  format: 'shopbell-person/1',
  madeAt: new Date(data.at).toISOString(),
  shop: deps.vault.shop.name,
  customerId: data.customerId,
  parts: data.parts.map(({ kind, items, files }) => ({ kind, items, files })),
})

/** Adds the list of all other entries with size and SHA-256. */
function withManifest(entries: readonly ZipEntry[]): ZipEntry[] {
  const files = entries.map(({ path, bytes }) => ({
    path,
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }))
  return [...entries, { path: 'manifest.json', bytes: utf8(JSON.stringify({ format: 'shopbell-manifest/1', files }, null, 2)) }]
}
