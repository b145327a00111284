import { samePersonKey } from '../../customer/index.ts'
import { isWaiting } from '../condition.ts'
import { inList, sql, type ReadHandle, type Sql } from '../../store/index.ts'

/** Facts of a customer that fit in a bit each. The offers state takes the lowest two. */
export const FLAG = {
  isThere: 4,
  blocked: 8,
  unusable: 16,
  phone: 32,
  userId: 64,
  unitedStates: 128,
  waiting: 256,
  restricted: 512,
} as const

const OFFERS = ['unknown', 'yes', 'no', 'stopped'] as const
export type OfferState = (typeof OFFERS)[number]
export const OFFERS_MASK = 3
export const offersCode = (state: OfferState): number => OFFERS.indexOf(state)

const NEVER = -1

type Row = {
  readonly seq: number
  readonly flags: number
  readonly country: string | null
  readonly language: string | null
  readonly createdAt: number
  readonly lastInboundAt: number
  readonly lastOfferAt: number
  readonly american: string | null
  readonly waId: string | null
  readonly personKey: string | null
}

const rowColumns = sql`
  c.seq, case c.offers when 'yes' then 1 when 'no' then 2 when 'stopped' then 3 else 0 end | ${FLAG.isThere} | (c.blocked <> 0) * ${FLAG.blocked}
    | (c.unusable_at is not null) * ${FLAG.unusable} | (c.phone is not null) * ${FLAG.phone} | (c.user_id is not null) * ${FLAG.userId}
    | (c.phone is null and c.user_id is not null and substr(c.user_id, 1, 3) = 'US.') * ${FLAG.unitedStates} | ${isWaiting} * ${FLAG.waiting}
    | (c.restricted_at is not null) * ${FLAG.restricted} as flags,
  c.country, c.language, c.created_at as createdAt, coalesce(c.last_inbound_at, ${NEVER}) as lastInboundAt, coalesce(c.last_offer_at, ${NEVER}) as lastOfferAt,
  iif(substr(c.phone, 1, 2) = '+1', c.phone, null) as american, c.wa_id as waId, iif(c.wa_id is null, null, c.same_person_key) as personKey`

/** Words that repeat, each as a small number from 1 on. */
function createWords() {
  const codes = new Map<string, number>()
  return {
    codeOf(word: string | null): number {
      if (word === null) return 0
      const known = codes.get(word)
      if (known !== undefined) return known
      codes.set(word, codes.size + 1)
      return codes.size
    },
    known: (word: string): number | undefined => codes.get(word),
    all: codes as ReadonlyMap<string, number>,
  }
}

/**
 * What audiences ask of the customers' own rows, as columns by the number inside the database: flags, words and times (ms,
 * -1 for never). No name and no number of anybody is in it.
 */
export function createColumns(isUnitedStates: (phone: string) => boolean) {
  let size = 0
  let people = 0
  let flags = new Uint16Array(0)
  let countries = new Uint16Array(0)
  let languages = new Uint16Array(0)
  let createdAt = new Float64Array(0)
  let lastInboundAt = new Float64Array(0)
  let lastOfferAt = new Float64Array(0)
  const [country, language] = [createWords(), createWords()]
  /** People whose number Meta takes for another one, with the key of that one. */
  const renamed = new Map<number, string>()

  /** Makes room for so many people; what is empty costs nothing until it is filled. */
  function makeRoom(capacity: number): void {
    const copy = <T extends Uint16Array | Float64Array>(next: T, old: T): T => {
      next.set(old)
      return next
    }
    flags = copy(new Uint16Array(capacity), flags)
    countries = copy(new Uint16Array(capacity), countries)
    languages = copy(new Uint16Array(capacity), languages)
    createdAt = copy(new Float64Array(capacity), createdAt)
    lastInboundAt = copy(new Float64Array(capacity), lastInboundAt)
    lastOfferAt = copy(new Float64Array(capacity), lastOfferAt)
  }

  function grow(seq: number): void {
    if (seq >= flags.length) makeRoom(Math.max(1024, Math.ceil((seq + 1) * 1.25)))
    size = Math.max(size, seq + 1)
  }

  function take(row: Row): void {
    const { seq } = row
    grow(seq)
    if (flags[seq] === 0) people += 1
    const isAmerican = row.american !== null && isUnitedStates(row.american)
    flags[seq] = row.flags | (isAmerican ? FLAG.unitedStates : 0)
    countries[seq] = country.codeOf(row.country)
    languages[seq] = language.codeOf(row.language)
    createdAt[seq] = row.createdAt
    lastInboundAt[seq] = row.lastInboundAt
    lastOfferAt[seq] = row.lastOfferAt
    const metaKey = row.waId === null ? null : samePersonKey(`+${row.waId}`)
    if (metaKey !== null && metaKey !== row.personKey) renamed.set(seq, metaKey)
    else if (renamed.size > 0) renamed.delete(seq)
  }

  function readRows(db: ReadHandle, rest: Sql): Row[] {
    const rows = db.all<Row>(sql`select ${rowColumns} from customer c where ${rest}`)
    for (const row of rows) take(row)
    return rows
  }

  return {
    /** One more than the highest number. */
    size: () => size,
    /** How many customers there are. */
    people: () => people,
    flags: () => flags,
    countries: () => countries,
    languages: () => languages,
    createdAt: () => createdAt,
    lastInboundAt: () => lastInboundAt,
    lastOfferAt: () => lastOfferAt,
    countryCodes: country,
    languageCodes: language,
    renamed: renamed as ReadonlyMap<number, string>,
    /** Makes room for everybody who is there at once: growing on the way would copy all of them again and again. */
    reserve(db: ReadHandle): void {
      const highest = db.get<{ seq: number | null }>(sql`select max(seq) as seq from customer`)?.seq ?? 0
      if (highest >= flags.length) makeRoom(Math.ceil((highest + 1) * 1.1) + 1024)
    },
    /** Reads the next rows after a number; answers the last number read, null when there are no more. */
    readNext(db: ReadHandle, after: number, count: number): number | null {
      const rows = readRows(db, sql`c.seq > ${after} order by c.seq limit ${count}`)
      return rows.length < count ? null : (rows.at(-1)?.seq ?? null)
    },
    /** Reads some people anew; those who are gone are forgotten. */
    readAgain(db: ReadHandle, seqs: readonly number[]): void {
      for (const seq of seqs) {
        if (seq < flags.length && flags[seq] !== 0) {
          flags[seq] = 0
          people -= 1
        }
        renamed.delete(seq)
      }
      readRows(db, sql`c.seq in ${inList(seqs)}`)
    },
  }
}

export type Columns = ReturnType<typeof createColumns>
