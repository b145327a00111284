import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { breathe } from '../../kernel/index.ts'
import { sql } from '../../store/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { collect, dataOf, exportedAfter, manifestOf, sumOf, utf8, type Entry, type Exported, type Sum } from './collect.ts'
import { noteFile } from './register.ts'
import { writeZip, type AddEntry } from './zip.ts'

const PAGE = 50
const TOLD_EACH = 20

/** Thrown inside the writing, so that what is there of the file is removed. */
class Cancelled extends Error {}

/**
 * Writes everybody with everything kept about them: a table, one JSON file each, their files, and a manifest. One person is
 * in memory at a time. Progress is announced; cancelled, nothing is left of the file.
 * Errors: call-cancelled, file-write-failed, disk-full, disk-read-only.
 */
export async function exportEveryone(
  deps: PrivacyDeps,
  input: ParsedInput<'privacy.exportEveryone'>,
  { person: by, signal }: { readonly person: string; readonly signal: AbortSignal },
): Promise<Result<CallOutput<'privacy.exportEveryone'>>> {
  const { store, shop } = deps.vault
  const at = deps.clock.now()
  try {
    const written = await writeZip({ target: input.target, at, random: deps.random, password: input.password }, async (add) =>
      writeAll(deps, { add, at, withFiles: input.withFiles, shop: shop.name, signal }),
    )
    if (!written.ok) return written
    const { fileName, sizeBytes, sha256, value } = written.value
    store.write((db) => {
      noteFile(db, { kind: 'everyone', fileName, people: value.people, by, at, customerSeq: null })
      db.afterCommit(() => deps.announcer.announce('privacy.changed', {}))
    })
    return ok({ fileName, sizeBytes, sha256, ...value })
  } catch (cause) {
    if (cause instanceof Cancelled) return fail('call-cancelled')
    throw cause
  }
}

type Work = {
  readonly add: AddEntry
  readonly at: number
  readonly withFiles: boolean
  readonly shop: string
  readonly signal: AbortSignal
}

async function writeAll(deps: PrivacyDeps, work: Work): Promise<{ people: number; files: number }> {
  const { read } = deps.vault.store
  const of = read.get<{ count: number }>(sql`select count(*) as count from customer`)?.count ?? 0
  const sums: Sum[] = []
  const rows = [TABLE_HEAD]
  let [people, files, last] = [0, 0, 0]
  const put = async (entry: Entry) => {
    sums.push(sumOf(entry))
    await work.add(entry.path, entry.bytes)
  }
  for (;;) {
    const page = exportedAfter(read, last, PAGE)
    for (const person of page) {
      if (work.signal.aborted) throw new Cancelled()
      files += await writeOne(deps, work, { person, put })
      rows.push(tableRow(person))
      people += 1
      if (people % TOLD_EACH === 0) deps.announcer.announce('privacy.progress', { act: 'export-everyone', done: people, of })
      await breathe()
    }
    last = page.at(-1)?.seq ?? last
    if (page.length < PAGE) break
  }
  await put({ path: 'customers.csv', bytes: utf8(`\uFEFF${rows.join('\r\n')}\r\n`) })
  const manifest = manifestOf(sums)
  await work.add(manifest.path, manifest.bytes)
  deps.announcer.announce('privacy.progress', { act: 'export-everyone', done: of, of })
  return { people, files }
}

async function writeOne(
  deps: PrivacyDeps,
  work: Work,
  { person, put }: { readonly person: Exported; readonly put: (entry: Entry) => Promise<void> },
): Promise<number> {
  const parts = collect(deps, person.customerId, work.withFiles)
  const folder = `people/${person.customerId}`
  await put({
    path: `${folder}/data.json`,
    bytes: utf8(JSON.stringify(dataOf(work.shop, { customerId: person.customerId, at: work.at, parts }), null, 1)),
  })
  const media = parts.flatMap((part) => part.media)
  for (const { path, bytes } of media) await put({ path: `${folder}/${path}`, bytes })
  return media.length
}

const TABLE_HEAD = 'customer,name,number,username,language,data'

const tableRow = (person: Exported): string =>
  [
    person.customerId,
    person.name,
    person.phone ?? '',
    person.username ?? '',
    person.language ?? '',
    `people/${person.customerId}/data.json`,
  ]
    .map(cellOf)
    .join(',')

/** Spreadsheets run what begins like a formula; a quote before it keeps them from that (SECURITY P-10). */
function cellOf(text: string): string {
  const harmless = /^[=@\t\r]/.test(text) || /^[-+](?!\d+$)/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
