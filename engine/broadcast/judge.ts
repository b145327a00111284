import type { ReadHandle } from '../store/index.ts'
import { askingOf, type Audience } from './audience/queries.ts'
import { restingMsOf, verdictOf, type Person, type PersonFacts, type Policy, type SkipReason } from './audience/rules.ts'
import { findTwins } from './audience/twins.ts'
import type { BroadcastDeps } from './deps.ts'
import type { Message } from './message/compile.ts'
import type { TooLong } from './message/lengths.ts'
import type { Resolved } from './message/rules.ts'
import type { Version } from './message/version.ts'

/** What a decision needs besides the vault's rows. */
export type JudgeDeps = Pick<BroadcastDeps, 'price' | 'vault'>

/** Whom and what is decided about. */
export type PlanRequest = {
  readonly audience: Audience
  readonly message: Message | null
  readonly at: number
  /** Decides who is kept back; left out while there is no broadcast. */
  readonly broadcastId?: string
}

/** What is decided about one person without looking at the others. */
export type Judge = (person: Person) => {
  readonly reason: SkipReason | null
  /** The message in the person's language; null while there is no message. */
  readonly version: Version | null
  readonly withoutValue: readonly string[]
  readonly values: string
  readonly fallbacks: number
  readonly isOdd: boolean
  /** Characters of a text that is too long; 0 when all fit. */
  readonly tooLongBy: number
}

/** Codes get longer with the number of people, so that texts are measured with the longest that may be drawn. */
const MOST_PEOPLE = 1_000_000

/** Makes the decision for an audience; duplicates are looked up once. */
export function createJudge(deps: JudgeDeps, db: ReadHandle, request: PlanRequest): Judge {
  const { audience, message, at } = request
  const asking = askingOf(deps.vault.shop, request)
  const policyOf = createPolicies(message, { at, restingMs: restingMsOf(audience.restingHours) })
  const fill = createFilling(message)
  const factsOf = (person: Person, { missing, tooLong }: Filled, isDuplicate: boolean): PersonFacts => ({
    isUnitedStates: isAmerican(deps, person),
    isDuplicate,
    isMissingValue: missing.length > 0,
    isTooLong: tooLong !== null,
  })
  const decide = (person: Person, filled: Filled, isDuplicate: boolean) =>
    verdictOf(person, factsOf(person, filled, isDuplicate), policyOf(filled.version))
  const twins = findTwins(db, { audience, asking }, (person) => decide(person, fill(person), false) === null)
  return (person) => {
    const filled = fill(person)
    return {
      reason: decide(person, filled, twins.has(person.seq)),
      version: filled.version,
      withoutValue: [...filled.missing, ...filled.fellBack],
      values: JSON.stringify(filled.values),
      fallbacks: filled.fellBack.length,
      isOdd: isOddText(filled.ofPerson),
      tooLongBy: filled.tooLong?.characters ?? 0,
    }
  }
}

/** What the message adds to the decision differs by the language that somebody gets it in. */
function createPolicies(message: Message | null, common: Pick<Policy, 'at' | 'restingMs'>): (version: Version | null) => Policy {
  const known = new Map<Version | null, Policy>()
  return (version) => {
    const policy = known.get(version) ?? {
      ...common,
      leavesOutUnitedStates: version?.template?.category !== 'UTILITY',
      template: templateVerdict(message, version),
    }
    known.set(version, policy)
    return policy
  }
}

type Filled = Resolved & { readonly version: Version | null; readonly tooLong: TooLong | null }
const NOTHING: Filled = { values: {}, missing: [], fellBack: [], ofPerson: '', version: null, tooLong: null }

function createFilling(message: Message | null): (person: Person) => Filled {
  if (message === null) return () => NOTHING
  const code = message.sampleCode(MOST_PEOPLE)
  return (person) => {
    const version = message.versionFor(person)
    const resolved = version.resolve(person, code)
    return { ...resolved, version, tooLong: version.tooLong(resolved) }
  }
}

const isAmerican = ({ price }: JudgeDeps, person: Person): boolean =>
  person.phone === null ? (person.userId?.startsWith('US.') ?? false) : price.isUnitedStates(person.phone)

function templateVerdict(message: Message | null, version: Version | null): Policy['template'] {
  if (message === null || version === null) return 'fine'
  if (version.template === null) return message.isOtherLanguageThere ? 'language-missing' : 'template-not-sendable'
  return version.template.sendable ? 'fine' : 'template-not-sendable'
}

/** Letters from right to left, pictures, invisible signs, and breaks that Meta's rules take out. */
const ODD = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|\p{Extended_Pictographic}|\p{Cf}|[\r\n\t]|\s{2,}/u

/** Whether a text may look other than its owner expects. */
const isOddText = (text: string): boolean => text !== '' && ODD.test(text)
