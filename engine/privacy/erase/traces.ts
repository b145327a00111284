import { sql, type ReadHandle } from '../../store/index.ts'
import type { PrivacyContext } from '../deps.ts'
import type { PersonalDataSource } from '../personal-data.ts'
import type { Person } from './find-person.ts'

/** Shorter texts stand with many people; looking for them would clear pages that say nothing of this one. */
const LEAST_BYTES = 6
/** Of a longer text each piece is looked for, because what was left may be its middle. */
const PIECE_BYTES = 16
const STEP_BYTES = 8
const MOST_PIECES = 200_000

/** Kinds whose texts are the person's own words, or words about them alone. */
const OWN_WORDS: ReadonlySet<string> = new Set([
  'messages',
  'conversations',
  'phone book',
  'former numbers',
  'doubtful wishes',
  'survey answers',
  'fields',
  'requests',
])

/** What may be left of a person in the gaps of pages; asked before their rows go. */
export function tracesOf(db: ReadHandle, sources: readonly PersonalDataSource[], person: Person): Buffer[] {
  const names = [...identityOf(db, person), ...ownTags(db, person.seq)]
  const words = sources
    .filter(({ kind }) => OWN_WORDS.has(kind))
    .flatMap((source) => source.collect(db, person.customerId).items.flatMap(textsIn))
    .filter((text) => Buffer.byteLength(text) >= PIECE_BYTES)
  const pieces = [...names, ...words].flatMap(piecesOf).filter((piece) => piece.length >= LEAST_BYTES)
  const distinct = new Map(pieces.map((piece) => [piece.toString('latin1'), piece]))
  return [...distinct.values()].slice(0, MOST_PIECES)
}

/** Number with and without country, ids, names and note. */
function identityOf(db: ReadHandle, { seq, customerId }: Person): string[] {
  const row = db.get<Record<string, string | null>>(sql`
    select name, address_as, note, username, user_id, parent_user_id, wa_id, phone, same_person_key from customer where seq = ${seq}`)
  const said = Object.values(row ?? {}).flatMap((text) => (text === null || text === '' ? [] : [text]))
  const digits = said.filter((text) => /^\+\d+$/.test(text)).flatMap((number) => [number.slice(1), number.slice(-9)])
  return [customerId, ...said.map((text) => text.replace(/^\+/, '')), ...digits]
}

/** Tags that nobody else has. */
const ownTags = (db: ReadHandle, seq: number): string[] =>
  db
    .all<{ tag: string }>(sql`
      select tag from customer_tag t where customer_seq = ${seq}
        and not exists (select 1 from customer_tag o where o.tag = t.tag and o.customer_seq <> t.customer_seq)`)
    .map(({ tag }) => tag)

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

function piecesOf(text: string): Buffer[] {
  const bytes = Buffer.from(text)
  if (bytes.length <= PIECE_BYTES) return [bytes]
  const pieces: Buffer[] = []
  for (let start = 0; start + PIECE_BYTES <= bytes.length; start += STEP_BYTES) pieces.push(bytes.subarray(start, start + PIECE_BYTES))
  return [...pieces, bytes.subarray(-PIECE_BYTES)]
}

/**
 * Clears what SQLite left of erased people in the gaps of pages (ADR 0022). What could not be cleared is logged by its
 * number: the next erasure looks again.
 */
export async function removeTraces({ vault, logger }: PrivacyContext, traces: readonly Buffer[]): Promise<void> {
  if (traces.length === 0) return
  const { pages, cleared, left } = await vault.store.removeTraces(traces)
  logger.info('erasure.swept', { pages, cleared, left })
}
