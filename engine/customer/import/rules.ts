import type { CallOutput } from '#contract/ipc/index.ts'

type ListedRow = CallOutput<'customer.importRows'>['rows'][number]

export type Verdict = ListedRow['verdict']
export type Reason = ListedRow['reason']

/** Facts of a person that an import may change. */
export type Facts = {
  readonly name: string
  readonly addressAs: string
  readonly language: string | null
  readonly note: string
  readonly tags: readonly string[]
}

/** What an import changes of one person: only what differs, before and after. */
export type FactChanges = { readonly [F in keyof Facts]?: { readonly before: Facts[F]; readonly after: Facts[F] } }

/**
 * Says what a row changes of a customer who is already there. An empty cell changes nothing, a note is added below the one
 * that stands, tags are added; nothing that the shop wrote is lost.
 */
export function changesOf(current: Facts, row: Facts): FactChanges {
  const text = (before: string, after: string) => (after === '' || after === before ? undefined : { before, after })
  const name = text(current.name, row.name)
  const addressAs = text(current.addressAs, row.addressAs)
  const note = current.note.includes(row.note)
    ? undefined
    : text(current.note, current.note === '' ? row.note : `${current.note}\n${row.note}`)
  const added = row.tags.filter((tag) => !current.tags.includes(tag))
  return {
    ...(name === undefined ? {} : { name }),
    ...(addressAs === undefined ? {} : { addressAs }),
    ...(note === undefined ? {} : { note }),
    ...(row.language === null || row.language === current.language ? {} : { language: { before: current.language, after: row.language } }),
    ...(added.length === 0 ? {} : { tags: { before: current.tags, after: [...current.tags, ...added] } }),
  }
}

/** Facts with the changes made. */
export function changed(current: Facts, changes: FactChanges): Facts {
  const { name, addressAs, language, note, tags } = current
  const after = Object.fromEntries(Object.entries(changes).map(([fact, change]) => [fact, change.after]))
  return { name, addressAs, language, note, tags, ...after }
}

/** What taking the changes back leaves: a fact that somebody changed since then stays as it is now. */
export function restored(current: Facts, changes: FactChanges): Facts {
  const added = changes.tags === undefined ? [] : changes.tags.after.filter((tag) => !changes.tags?.before.includes(tag))
  return {
    name: changes.name !== undefined && current.name === changes.name.after ? changes.name.before : current.name,
    addressAs:
      changes.addressAs !== undefined && current.addressAs === changes.addressAs.after ? changes.addressAs.before : current.addressAs,
    language: changes.language !== undefined && current.language === changes.language.after ? changes.language.before : current.language,
    note: changes.note !== undefined && current.note === changes.note.after ? changes.note.before : current.note,
    tags: current.tags.filter((tag) => !added.includes(tag)),
  }
}

/** How long an import can be taken back, and how long rows of a dry run are kept, ms. */
export const UNDO_MS = 7 * 86_400_000
export const DRY_RUN_KEPT_MS = 86_400_000

/** Counts of rows by verdict; `noConsent` is counted elsewhere. */
export function countVerdicts(byVerdict: readonly { readonly verdict: Verdict; readonly count: number }[], noConsent: number) {
  const of = (verdict: Verdict) => byVerdict.find((entry) => entry.verdict === verdict)?.count ?? 0
  const counts = {
    new: of('new'),
    update: of('update'),
    same: of('same'),
    duplicate: of('duplicate'),
    suppressed: of('suppressed'),
    refused: of('refused'),
  }
  return { rows: Object.values(counts).reduce((sum, count) => sum + count, 0), ...counts, noConsent }
}
