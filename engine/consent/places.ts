import { randomInt } from 'node:crypto'
import type { ConsentPlace } from '#contract/ipc/consent.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Locale } from '#contract/kernel/values.ts'
import type { z } from 'zod'
import { newId } from '../kernel/index.ts'
import { sql, type ReadHandle, type Sql } from '../store/index.ts'
import type { ConsentDeps } from './face.ts'
import { keywordKey, linkOf, withKeyword } from './rules.ts'
import { starterOf } from './words.ts'

type Place = z.infer<typeof ConsentPlace>
export type StoredPlace = Omit<Place, 'link' | 'joined' | 'lastJoinedAt'> & { readonly seq: number }

const columns = sql`seq, place_id as placeId, name, keyword, text, language, wording, thanks`
const placesWhere = (db: ReadHandle, where: Sql): StoredPlace[] =>
  db.all<StoredPlace>(sql`select ${columns} from consent_place where removed_at is null and ${where} order by name, seq`)

/** The place of a keyword. */
export const placeByWord = (db: ReadHandle, word: string): StoredPlace | undefined =>
  placesWhere(db, sql`keyword_key = ${keywordKey(word)}`)[0]

const placeById = (db: ReadHandle, placeId: string): StoredPlace | undefined => placesWhere(db, sql`place_id = ${placeId}`)[0]

function shown(deps: ConsentDeps, { seq: _seq, ...place }: StoredPlace): Place {
  const joined = deps.vault.store.read.get<{ joined: number; lastJoinedAt: Place['lastJoinedAt'] }>(sql`
    select count(distinct customer_seq) as joined, max(at) as lastJoinedAt from consent_event where place_id = ${place.placeId} and decision = 'yes'`)
  const phone = deps.status()?.number?.displayPhoneNumber ?? ''
  return {
    ...place,
    link: phone.replace(/\D/g, '') === '' ? null : linkOf(phone, place.text),
    joined: joined?.joined ?? 0,
    lastJoinedAt: joined?.lastJoinedAt ?? null,
  }
}

/** Places with how many joined at each. */
export const listPlaces = (deps: ConsentDeps): Result<CallOutput<'consent.places'>> =>
  ok({ places: placesWhere(deps.vault.store.read, sql`true`).map((place) => shown(deps, place)) })

/**
 * Adds or changes a place; what is not given is ready in its language. Errors: consent-place-missing,
 * consent-keyword-taken where another place has the word or it begins or ends offers.
 */
export function savePlace(deps: ConsentDeps, input: ParsedInput<'consent.savePlace'>): Result<Place> {
  const { vault, clock, random, announcer } = deps
  return vault.store.write((db) => {
    const existing = input.placeId === undefined ? null : placeById(db, input.placeId)
    if (existing === undefined) return fail('consent-place-missing')
    const keyword = input.keyword ?? existing?.keyword ?? freeKeyword(db)
    if (isTaken(deps, db, { keyword, existing })) return fail('consent-keyword-taken', { keyword })
    const placeId = existing?.placeId ?? newId('plc', random, clock.now())
    const { text, wording, thanks } = sentencesOf(deps, input, { existing, keyword })
    db.run(sql`
      insert into consent_place (place_id, name, keyword, keyword_key, language, text, wording, thanks, saved_at)
      values (${placeId}, ${input.name}, ${keyword}, ${keywordKey(keyword)}, ${input.language}, ${text}, ${wording}, ${thanks}, ${clock.now()})
      on conflict (place_id) do update set name = excluded.name, keyword = excluded.keyword, keyword_key = excluded.keyword_key,
        language = excluded.language, text = excluded.text, wording = excluded.wording, thanks = excluded.thanks, saved_at = excluded.saved_at`)
    db.afterCommit(() => announcer.announce('consent.changed', {}))
    const saved = placeById(db, placeId)
    assert(saved !== undefined, 'the row was written in this transaction')
    return ok(shown(deps, saved))
  })
}

/** Another place has the word, or it begins or ends offers. */
function isTaken(
  { customer }: ConsentDeps,
  db: ReadHandle,
  { keyword, existing }: { readonly keyword: string; readonly existing: StoredPlace | null },
): boolean {
  const holder = placeByWord(db, keyword)
  return customer.offerWord(keyword) !== null || (holder !== undefined && holder.placeId !== existing?.placeId)
}

type Sentences = Pick<StoredPlace, 'text' | 'wording' | 'thanks'>

/** What is given, else what stood there, else what is ready in the language. */
function sentencesOf(
  { vault }: ConsentDeps,
  input: ParsedInput<'consent.savePlace'>,
  { existing, keyword }: { readonly existing: StoredPlace | null; readonly keyword: string },
): Sentences {
  const ready = existing ?? starterOf(input.language, vault.shop.name)
  return {
    text: withKeyword(textOf(input.text, existing, ready.text), keyword),
    wording: input.wording ?? ready.wording,
    thanks: input.thanks ?? ready.thanks,
  }
}

/** A new keyword takes the place of the old one at the end of the text. */
function textOf(wished: string | undefined, existing: StoredPlace | null, ready: string): string {
  if (wished !== undefined) return wished
  if (existing === null) return ready
  return existing.text.endsWith(existing.keyword) ? existing.text.slice(0, -existing.keyword.length) : existing.text
}

/** Takes a place off the list. Errors: consent-place-missing. */
export function removePlace({ vault, clock, announcer }: ConsentDeps, placeId: string): Result<Record<string, never>> {
  return vault.store.write((db) => {
    const { changes } = db.run(sql`update consent_place set removed_at = ${clock.now()} where place_id = ${placeId} and removed_at is null`)
    if (changes === 0) return fail('consent-place-missing')
    db.afterCommit(() => announcer.announce('consent.changed', {}))
    return ok({})
  })
}

/** Ready sentences of a new place, with a keyword that no other has. */
export const starter = ({ vault }: ConsentDeps, language: Locale): Result<CallOutput<'consent.starter'>> =>
  ok({ keyword: freeKeyword(vault.store.read), ...starterOf(language, vault.shop.name) })

const LETTERS = 'ACDEFGHJKLMNPQRTUVWXY'

/** Two letters and two digits that are not mistaken for each other when they are typed. */
function freeKeyword(db: ReadHandle): string {
  for (;;) {
    const letter = (): string => LETTERS[randomInt(LETTERS.length)] ?? 'A'
    const keyword = `${letter()}${letter()}${randomInt(2, 10)}${randomInt(2, 10)}`
    if (placeByWord(db, keyword) === undefined) return keyword
  }
}
