import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { breathe } from '../../kernel/index.ts'
import { sql } from '../../store/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { collect, dataOf, exportedById, localeOf, manifestOf, shownName, sumOf, utf8, type Entry } from './collect.ts'
import { exportPage, type Page } from './page.ts'
import { noteFile } from './register.ts'
import { writeZip } from './zip.ts'

/**
 * Writes everything kept about one person as a ZIP with a readable page, JSON, media and a manifest of check sums, and
 * notes that it was done. Errors: customer-missing, file-write-failed, disk-full, disk-read-only.
 */
export async function exportPerson(
  deps: PrivacyDeps,
  input: ParsedInput<'customer.export'>,
  by: string,
): Promise<Result<CallOutput<'customer.export'>>> {
  const { store, shop } = deps.vault
  const person = exportedById(store.read, input.customerId)
  if (person === undefined) return fail('customer-missing')
  const at = deps.clock.now()
  const parts = collect(deps, input.customerId)
  const locale = input.locale ?? localeOf(person.language, shop.locale)
  const page = await pageOf({ locale, timeZone: shop.timeZone, shop: shop.name, name: shownName(person), at, parts })
  const entries: Entry[] = [
    { path: 'index.html', bytes: page },
    { path: 'data.json', bytes: utf8(JSON.stringify(dataOf(shop.name, { customerId: input.customerId, at, parts }), null, 2)) },
    ...parts.flatMap((part) => part.media),
  ]
  const all = [...entries, manifestOf(entries.map(sumOf))]
  const written = await writeZip({ target: input.target, at, random: deps.random, password: input.password }, async (add) => {
    for (const { path, bytes } of all) await add(path, bytes)
  })
  if (!written.ok) return written
  const { fileName, sizeBytes, sha256 } = written.value
  store.write((db) => {
    // Who was erased while the file was written has no row to note it in.
    db.run(
      sql`insert into export_record (customer_seq, at, by_whom, sha256) select seq, ${at}, ${by}, ${sha256} from customer where seq = ${person.seq}`,
    )
    noteFile(db, { kind: 'person', fileName, people: 1, by, at, customerSeq: person.seq })
    db.afterCommit(() => {
      deps.announcer.announce('customer.changed', { customerId: input.customerId })
      deps.announcer.announce('privacy.changed', {})
    })
  })
  const messages = parts.find((part) => part.kind === 'messages')?.items.length ?? 0
  return ok({ fileName, sizeBytes, sha256, entries: all.length, messages })
}

/** The page in bytes; others are let in between its pieces. */
async function pageOf(page: Page): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for (const piece of exportPage(page)) {
    pieces.push(utf8(piece))
    await breathe()
  }
  return Buffer.concat(pieces)
}
