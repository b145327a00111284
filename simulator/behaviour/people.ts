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
  readonly temper: Temper
}

/** A virtual customer during a run. */
export type Person = {
  readonly key: string
  readonly name: string
  readonly digits: string | null
  readonly waId: string | null
  readonly username: string | null
  readonly userId: string
  readonly temper: Temper
  /** Simulated time of the last message that opened a window. */
  lastInboundMs: number | null
  hasStoppedPromotions: boolean
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
      temper: known.temper,
      lastInboundMs: null,
      hasStoppedPromotions: false,
      receivedCount: 0,
    }
    if (person.digits !== null) this.#byDigits.set(person.digits, person)
    if (waId !== null) this.#byDigits.set(waId, person)
    if (person.username !== null) this.#byUsername.set(person.username, person)
    this.#byUserId.set(person.userId, person)
    return person
  }
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
