import { createHash } from 'node:crypto'
import type { Temper } from './temper.ts'

/** A person as a scenario writes them down. */
export type ScenarioPerson = {
  readonly name: string
  /** Digits with country code; null for people who show only a username. */
  readonly digits: string | null
  /** Meta's spelling of the number where it differs (Brazil without the ninth digit). */
  readonly waId?: string
  readonly username?: string
  /** Took a username: webhooks tell the number only for 30 days after we wrote to it. @source reference part 12.1 */
  readonly hidesNumber?: boolean
  readonly temper: Temper
}

/** A virtual customer during a run. */
export type Person = {
  readonly key: string
  readonly name: string
  digits: string | null
  waId: string | null
  username: string | null
  userId: string
  /** Number that we can't see in webhooks, because the person has a username. */
  hidesNumber: boolean
  readonly temper: Temper
  /** Simulated time of the last message that opened a window. */
  lastInboundMs: number | null
  /** Simulated time when we last wrote to the number itself. */
  lastWrittenToNumberMs: number | null
  /** Came by an ad and waits for our first answer, since then. @source reference part 10, FEP */
  cameByAdMs: number | null
  /** End of the 72 hours in which everything is free. */
  freeEntryUntilMs: number | null
  /** Simulated times of offers that Meta let through in the last day; kept only while people are spared by a count. */
  recentOffersMs: number[]
  hasStoppedPromotions: boolean
  /** How often the person got a new phone or installed WhatsApp anew. */
  identityTurn: number
  /** Messages that we sent to them; part of the seed of what they do next. */
  receivedCount: number
}

/** What a register needs to know about people nobody wrote down. */
export type StrangerRules = { readonly name: (digits: string) => string; readonly temper: (digits: string) => Temper }

/** Finds virtual customers by number or user id; a number that nobody wrote down becomes a person when first used. */
export class PeopleRegister {
  readonly #seed: number
  readonly #strangers: StrangerRules
  readonly #byDigits = new Map<string, Person>()
  readonly #byUserId = new Map<string, Person>()
  readonly #byUsername = new Map<string, Person>()

  constructor(seed: number, people: readonly ScenarioPerson[], strangers: StrangerRules) {
    this.#seed = seed
    this.#strangers = strangers
    for (const person of people) this.#add(person)
  }

  /** Looks up "+886 912…", "886912…", a user id "TW.…" or a username "@mei". Null when it is none of these. */
  find(address: string): Person | null {
    const known = this.#byUserId.get(address) ?? this.#byUsername.get(address)
    if (known !== undefined) return known
    const digits = readDigits(address)
    if (digits === null) return null
    return this.#byDigits.get(digits) ?? this.#addStranger(digits)
  }

  /** Looks up a user id; null when nobody has it. */
  findByUserId(userId: string): Person | null {
    return this.#byUserId.get(userId) ?? null
  }

  /** Everyone met so far, in the order of their arrival. */
  all(): readonly Person[] {
    return [...this.#byUserId.values()]
  }

  #addStranger(digits: string): Person {
    return this.#add({ name: this.#strangers.name(digits), digits, temper: this.#strangers.temper(digits) })
  }

  #add(known: ScenarioPerson): Person {
    const key = known.digits ?? known.username ?? known.name
    const waId = known.digits === null ? null : (known.waId ?? known.digits)
    const person: Person = {
      key,
      name: known.name,
      digits: known.digits,
      waId,
      username: known.username ?? null,
      userId: makeUserId(this.#seed, key, known.digits),
      hidesNumber: known.hidesNumber ?? false,
      temper: known.temper,
      lastInboundMs: null,
      lastWrittenToNumberMs: null,
      cameByAdMs: null,
      freeEntryUntilMs: null,
      recentOffersMs: [],
      hasStoppedPromotions: false,
      identityTurn: 0,
      receivedCount: 0,
    }
    this.#index(person)
    return person
  }

  /** Gives a person a new number, and with it a new user id; the old ones lead nowhere from now on. Null = the number is taken. */
  changeNumber(person: Person, digits: string): { readonly previousUserId: string; readonly previousWaId: string | null } | null {
    if (this.#byDigits.has(digits)) return null
    const previous = { previousUserId: person.userId, previousWaId: person.waId }
    this.#forget(person)
    Object.assign(person, { digits, waId: digits, userId: makeUserId(this.#seed, `${person.key}>${digits}`, digits) })
    this.#index(person)
    return previous
  }

  /** Gives a person a new user id under the same number, as after a change that Meta does not explain. */
  changeUserId(person: Person): string {
    const previous = person.userId
    this.#forget(person)
    person.userId = makeUserId(this.#seed, `${person.key}>${previous}`, person.digits)
    this.#index(person)
    return previous
  }

  /** Gives a person a username, behind which the number hides, or takes it away. */
  changeUsername(person: Person, username: string | null): void {
    this.#forget(person)
    Object.assign(person, { username, hidesNumber: username !== null })
    this.#index(person)
  }

  #index(person: Person): void {
    if (person.digits !== null) this.#byDigits.set(person.digits, person)
    if (person.waId !== null) this.#byDigits.set(person.waId, person)
    if (person.username !== null) this.#byUsername.set(person.username, person)
    this.#byUserId.set(person.userId, person)
  }

  #forget(person: Person): void {
    if (person.digits !== null) this.#byDigits.delete(person.digits)
    if (person.waId !== null) this.#byDigits.delete(person.waId)
    if (person.username !== null) this.#byUsername.delete(person.username)
    this.#byUserId.delete(person.userId)
  }
}

/** Days after a message to the number in which webhooks tell it in spite of a username. @source reference part 12.1 */
const NUMBER_SHOWN_MS = 30 * 86_400_000

/** Says whether webhooks tell this person's number now. */
export function isNumberShown(person: Person, nowMs: number): boolean {
  if (person.waId === null) return false
  if (!person.hidesNumber) return true
  return person.lastWrittenToNumberMs !== null && nowMs - person.lastWrittenToNumberMs < NUMBER_SHOWN_MS
}

/** Hash of the person's identity key; it changes with a new phone. @source reference part 2, envelope */
export function identityHashOf(person: Person): string {
  return createHash('sha256').update(`${person.key}|${person.identityTurn}`).digest('base64').slice(0, 12)
}

/** Digits of a phone number as Meta reads it: spaces, dashes, dots and brackets do not count. Null when it is no number. */
export function readDigits(address: string): string | null {
  const digits = address.replace(/^\+/, '').replace(/[\s().-]/g, '')
  return /^[1-9]\d{6,14}$/.test(digits) ? digits : null
}

const countries: readonly (readonly [string, string])[] = [
  ['886', 'TW'],
  ['852', 'HK'],
  ['853', 'MO'],
  ['60', 'MY'],
  ['62', 'ID'],
  ['65', 'SG'],
  ['55', 'BR'],
  ['1', 'US'],
]

function makeUserId(seed: number, key: string, digits: string | null): string {
  const country = countries.find(([code]) => digits?.startsWith(code))?.[1] ?? 'TW'
  const letters = createHash('sha256')
    .update(`${seed}|${key}`)
    .digest('base64')
    .replace(/[^A-Za-z0-9]/g, '')
  return `${country}.${letters.slice(0, 22)}`
}
