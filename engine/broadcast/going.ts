import type { Person } from './audience/rules.ts'
import type { Version } from './message/version.ts'

/** Somebody who gets the message, with what it costs and how odd it looks. */
export type Going = {
  readonly person: Person
  /** The message in the person's language; null while there is no message. */
  readonly version: Version | null
  /** Gets the words as an ordinary message, because the reply window is open and that costs less. */
  readonly isFree: boolean
  readonly market: string
  /** Null where no price is known, or only one in another currency. */
  readonly priceMicros: number | null
  readonly isSamplePrice: boolean
  /** Characters of all values together, and how many of them are fallbacks. */
  readonly valueCharacters: number
  readonly fallbacks: number
  /** Characters that are drawn in unusual ways or cut by Meta's rules stand among the values. */
  readonly isOdd: boolean
}
