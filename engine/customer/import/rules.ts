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
  /** Days of the year as YYYY-MM-DD, or --MM-DD where the year is unknown; empty where there is none. */
  readonly birthday: string
  readonly serviceDue: string
  /** Values of the shop's own facts by their ids. */
  readonly own: Readonly<Record<string, string>>
}

/** What an import changes of one person: only what differs, before and after. */
export type FactChanges = { readonly [F in keyof Facts]?: { readonly before: Facts[F]; readonly after: Facts[F] } }

/**
 * Says what a row changes of a customer who is already there. An empty cell changes nothing, a note is added below the one
 * that stands, tags are added; nothing that the shop wrote is lost.
 */
export function changesOf(current: Facts, row: Omit<Facts, 'own'> & { readonly own?: readonly OwnFact[] }): FactChanges {
  const texts = {
    name: row.name,
    addressAs: row.addressAs,
    note: withNote(current.note, row.note),
    language: row.language ?? '',
    birthday: withKnownYear(current.birthday, row.birthday),
    serviceDue: withKnownYear(current.serviceDue, row.serviceDue),
  }
  const changes = Object.entries(texts).flatMap(([fact, after]) => {
    const before = current[fact as keyof typeof texts]
    return after === '' || after === before ? [] : [[fact, { before, after }] as const]
  })
  const added = row.tags.filter((tag) => !current.tags.includes(tag))
  const own = (row.own ?? []).filter(({ fieldId, value }) => current.own[fieldId] !== value)
  return {
    ...Object.fromEntries(changes),
    ...(own.length === 0
      ? {}
      : { own: { before: pick(own, (one) => current.own[one.fieldId] ?? ''), after: pick(own, (one) => one.value) } }),
    ...(added.length === 0 ? {} : { tags: { before: current.tags, after: [...current.tags, ...added] } }),
  }
}

type OwnFact = { readonly fieldId: string; readonly value: string }

const pick = (facts: readonly OwnFact[], value: (fact: OwnFact) => string): Record<string, string> =>
  Object.fromEntries(facts.map((fact) => [fact.fieldId, value(fact)]))

/** A note goes below the one that stands, once. */
function withNote(before: string, after: string): string {
  if (before.includes(after)) return before
  return before === '' ? after : `${before}\n${after}`
}

/** The same day without its year says nothing new. */
const withKnownYear = (before: string, after: string): string =>
  after.startsWith('--') && before.endsWith(after.slice(1)) ? before : after

/** Facts with the changes made. */
export function changed(current: Facts, changes: FactChanges): Facts {
  const { name, addressAs, language, note, tags, birthday, serviceDue } = current
  const after = Object.fromEntries(Object.entries(changes).map(([fact, change]) => [fact, change.after]))
  return { name, addressAs, language, note, tags, birthday, serviceDue, ...after, own: { ...current.own, ...changes.own?.after } }
}

/** What taking the changes back leaves: a fact that somebody changed since then stays as it is now. */
export function restored(current: Facts, changes: FactChanges): Facts {
  const added = changes.tags === undefined ? [] : changes.tags.after.filter((tag) => !changes.tags?.before.includes(tag))
  const own = Object.entries(changes.own?.before ?? {}).filter(([fieldId]) => current.own[fieldId] === changes.own?.after[fieldId])
  const back = <F extends Exclude<keyof Facts, 'tags' | 'own'>>(fact: F): Facts[F] => {
    const change = changes[fact]
    return change !== undefined && current[fact] === change.after ? change.before : current[fact]
  }
  return {
    name: back('name'),
    addressAs: back('addressAs'),
    language: back('language'),
    note: back('note'),
    birthday: back('birthday'),
    serviceDue: back('serviceDue'),
    tags: current.tags.filter((tag) => !added.includes(tag)),
    own: { ...current.own, ...Object.fromEntries(own) },
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
