/** One entry before it is chained. */
export type Act = {
  readonly at: number
  /** Name of a call, or of what happened without one. */
  readonly act: string
  readonly outcome: 'done' | 'refused' | 'failed'
  readonly code: string | null
  readonly person: string
  readonly role: 'viewer' | 'staff' | 'manager' | 'owner'
  readonly subject: string | null
  readonly facts: Facts
}
export type Facts = Readonly<Record<string, string | number | boolean>>

// Anything that could start a line, colour a screen or turn writing around.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** A name that stays on its line, whatever it holds. */
export const onOneLine = (text: string): string => text.replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim().slice(0, 80)

/** The one spelling of an entry that is chained: fields in a fixed order, facts by name. */
export function canonical(index: number, act: Act): string {
  const facts = Object.entries(act.facts).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify([index, act.at, act.act, act.outcome, act.code, act.person, act.role, act.subject, facts])
}

/** What an entry of the log begins after: nothing. */
export const CHAIN_START = ''

// Ids and codes as Shopbell makes them; everything that a person typed is none of these.
const CODE = /^(?:[a-z]{3}_[0-9a-z]{10,32}|E-\d{4}-\d{4,}|[a-z][a-z0-9-]{0,30})$/

/** Numbers that say how much, ids that say which, and words of ours; never what somebody typed. */
const TELLING = [
  'broadcastId',
  'couponId',
  'groupId',
  'importId',
  'raffleId',
  'receiptId',
  'requestId',
  'seriesId',
  'staffId',
  'automationId',
  'mergeId',
  'placeId',
  'role',
  'kind',
  'decision',
  'source',
  'purpose',
  'format',
  'step',
  'rows',
  'people',
  'entries',
  'messages',
  'files',
  'sizeBytes',
  'removed',
  'restored',
  'unassigned',
] as const

/** What of input and output says more about an act without saying anything of anybody. */
export function factsOf(input: unknown, output: unknown): Facts {
  const facts: Record<string, string | number | boolean> = {}
  for (const source of [input, output]) {
    if (typeof source !== 'object' || source === null) continue
    for (const name of TELLING) {
      const value: unknown = Reflect.get(source, name)
      if (typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && CODE.test(value))) facts[name] = value
    }
  }
  return facts
}

/** Whom a call is about, by its input. */
export function customerOf(input: unknown): string | null {
  const value: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'customerId') : null
  return typeof value === 'string' ? value : null
}
