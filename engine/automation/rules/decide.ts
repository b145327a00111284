import type { AutomationSettings, AutomationWork } from '#contract/ipc/automation.ts'
import type { DecidedBy, HandOverReason, WhyNot } from '#contract/ipc/automation-views.ts'
import { foldWords } from '../words/fold.ts'
import { ANGER_WORDS, ORDER_WORDS, PERSON_WORDS } from '../words/known-words.ts'
import { findWord } from '../words/match.ts'
import { pickOption, readAnswer, type Flow, type Said } from './flow.ts'
import type { Tap } from './payload.ts'
import { scoreIn } from './survey.ts'

/** An automation as the decision sees it. */
export type Candidate = {
  readonly automationId: string
  readonly name: string
  readonly work: AutomationWork
  readonly isOn: boolean
}

/** The question that waits for an answer: a step of a flow, "menu", or "comment" of a survey. */
export type Waiting = { readonly automationId: string; readonly partId: string; readonly since: number; readonly until: number }

export type Facts = {
  readonly now: number
  readonly message: {
    /** Words of the customer; null where there are none (a picture, a place). */
    readonly text: string | null
    readonly tap: Tap | null
    readonly at: number
    /** A certain wish about offers; it has been obeyed already. */
    readonly wish: 'stop' | 'start' | null
  }
  readonly person: {
    readonly language: string | null
    /** Time since the customer's message before this one, ms; null when this is the first ever. */
    readonly silenceMs: number | null
  }
  readonly chat: {
    readonly silentUntil: number | null
    readonly misses: number
    readonly awayAt: number | null
    readonly waiting: Waiting | null
  }
  /** In the order in which they are asked. */
  readonly automations: readonly Candidate[]
  readonly settings: AutomationSettings
  readonly isPaused: boolean
  readonly isLoop: boolean
  /** Whether the shop was closed when it was written and still is, by the hours of this away text; null where no hours are known. */
  readonly isClosed: (automationId: string) => boolean | null
}

export type Asked = {
  readonly decidedBy: DecidedBy
  readonly automationId: string | null
  readonly name: string
  readonly partId: string | null
  readonly partName: string
}

export type Winner = Asked & {
  readonly word: string | null
  readonly handsOver: HandOverReason | null
  /** An away text said together with a greeting. */
  readonly withAway: string | null
  /** A flow's question whose answer did not fit. */
  readonly isAgain: boolean
  /** Nothing could answer. */
  readonly isMiss: boolean
}

export type Rejected = Asked & { readonly why: WhyNot }

/** `keptBack` says why the winner stays silent all the same. */
export type Decision = { readonly winner: Winner | null; readonly keptBack: WhyNot | null; readonly others: readonly Rejected[] }

type Look = { readonly winner: Winner } | { readonly rejected: Rejected }
type Stage = (facts: Facts) => readonly Look[]

/**
 * Which automation answers a message. In this order the first that fits does: words about offers, the question that waits,
 * words that ask for a person, keywords, menus and flows by their words, greeting, away text, and that nothing was understood.
 * Pure: what was said lately and whether it may leave is asked afterwards.
 */
export function decide(facts: Facts): Decision {
  let winner: Winner | null = null
  const others: Rejected[] = []
  for (const stage of STAGES) {
    for (const look of stage(facts)) {
      if ('rejected' in look) others.push(look.rejected)
      else if (winner === null) winner = look.winner
      else if (!isPartOf(look.winner, winner)) others.push(rejected(look.winner, 'goes-later'))
    }
  }
  return { winner, keptBack: winner === null ? null : keptBack(facts, winner), others }
}

const isPartOf = (look: Winner, winner: Winner): boolean => look.automationId !== null && look.automationId === winner.withAway

const STAGES: readonly Stage[] = [offerWords, waitingQuestion, handOverWords, keywords, menus, greetings, aways, fallback]

function keptBack({ chat, now, message, settings, isPaused, isLoop }: Facts, winner: Winner): WhyNot | null {
  if (isPaused) return 'paused'
  if (isLoop) return 'loop'
  // Whoever ended offers hears that it was done, also while a person is at it.
  if (winner.decidedBy === 'offer-word') return isOld(now, message.at, settings) ? 'too-old' : null
  if (chat.silentUntil !== null && chat.silentUntil > now) return 'silent'
  return winner.decidedBy !== 'away' && isOld(now, message.at, settings) ? 'too-old' : null
}

/** Whether a message is too old for anything but the away text. */
export const isOld = (now: number, at: number, settings: Pick<AutomationSettings, 'freshMinutes'>): boolean =>
  now - at > settings.freshMinutes * 60_000

const rejected = ({ decidedBy, automationId, name, partId, partName }: Asked, why: WhyNot): Rejected => ({
  decidedBy,
  automationId,
  name,
  partId,
  partName,
  why,
})

const nothingMore = { word: null, handsOver: null, withAway: null, isAgain: false, isMiss: false } as const
const wins = (asked: Asked, more: Partial<Winner> = {}): Look => ({ winner: { ...nothingMore, ...asked, ...more } })
const loses = (asked: Asked, why: WhyNot): Look => ({ rejected: rejected(asked, why) })

const NO_PART = { partId: null, partName: '' } as const
const NOBODY = { automationId: null, name: '', partId: null, partName: '' } as const
const askedOf = (decidedBy: DecidedBy, { automationId, name }: Candidate, part: Pick<Asked, 'partId' | 'partName'> = NO_PART): Asked => ({
  decidedBy,
  automationId,
  name,
  ...part,
})

function offerWords({ message, automations }: Facts): readonly Look[] {
  return automations.flatMap((one) => {
    if (one.work.kind !== 'offer-words') return []
    const asked = askedOf('offer-word', one)
    if (message.wish === null) return [loses(asked, 'no-word')]
    return [one.isOn ? wins({ ...asked, partId: message.wish }) : loses(asked, 'off')]
  })
}

const saidIn = ({ message }: Facts): Said => ({
  optionId: message.tap?.kind === 'option' ? message.tap.optionId : null,
  text: message.text,
})

/** A tap on something of ours, or the answer to the question that waits. */
function waitingQuestion(facts: Facts): readonly Look[] {
  const { tap } = facts.message
  if (tap?.kind === 'person') return [wins({ ...NOBODY, decidedBy: 'hand-over' }, { handsOver: 'asked' })]
  if (tap !== null) return tapped(facts, tap)
  const asking = whoAsks(facts)
  if (asking === null) return []
  const { one, partId } = asking
  const asked = askedOf(one.work.kind === 'menu' ? 'menu' : 'flow', one, { partId, partName: '' })
  if (one.work.kind === 'flow') return flowAnswer(facts, one.work, asked)
  return fitsQuestion(facts, one.work, partId) ? [wins(asked)] : []
}

function fitsQuestion(facts: Facts, work: AutomationWork, partId: string): boolean {
  if (work.kind === 'menu') return pickOption(work.options, saidIn(facts)) !== undefined
  return work.kind === 'survey' && answersSurvey(facts, work, partId)
}

/** Whose question waits for words; null where none does any more. */
function whoAsks({ automations, chat: { waiting }, message, now }: Facts): { readonly one: Candidate; readonly partId: string } | null {
  if (waiting === null || waiting.until <= now || message.text === null) return null
  const one = automations.find(({ automationId }) => automationId === waiting.automationId)
  return one?.isOn === true ? { one, partId: waiting.partId } : null
}

function flowAnswer(facts: Facts, { steps }: Flow, asked: Asked): readonly Look[] {
  const step = steps.find(({ stepId }) => stepId === asked.partId)
  // Nobody is locked into a question: a message that says nothing but "agent" asks for a person, whatever the question was.
  if (step === undefined || asksPerson(facts, 'exact') !== null) return []
  if (readAnswer(step, saidIn(facts)).fits) return [wins(asked)]
  return asksPerson(facts, 'contains') === null ? [missed(facts, asked, { isAgain: true })] : []
}

function answersSurvey(facts: Facts, work: Extract<AutomationWork, { kind: 'survey' }>, partId: string): boolean {
  const { text } = facts.message
  if (text === null || asksPerson(facts, 'exact') !== null) return false
  return partId === 'comment' || scoreIn(work.choices, text) !== null
}

function tapped(facts: Facts, tap: Extract<Tap, { kind: 'option' }>): readonly Look[] {
  const one = facts.automations.find(({ automationId }) => automationId === tap.automationId)
  if (one === undefined) return []
  const asked = askedOf(one.work.kind === 'menu' ? 'menu' : 'flow', one, { partId: tap.partId, partName: '' })
  return [one.isOn ? wins(asked) : loses(asked, 'off')]
}

function asksPerson({ message, settings }: Facts, match: 'contains' | 'exact'): string | null {
  if (!settings.handOver.onAsked || message.text === null) return null
  return findWord(message.text, [...settings.handOver.askedWords, ...PERSON_WORDS], match)
}

const ANSWERING: ReadonlySet<AutomationWork['kind']> = new Set(['greeting', 'away', 'keywords', 'menu', 'flow', 'recommend'])

/** Without anything that answers there is nothing to hand over from. */
export const answersAtAll = ({ automations, settings }: Pick<Facts, 'automations' | 'settings'>): boolean =>
  settings.fallback.on || automations.some(({ isOn, work }) => isOn && ANSWERING.has(work.kind))

function handOverWords(facts: Facts): readonly Look[] {
  const { message, settings } = facts
  if (!answersAtAll(facts)) return []
  const text = message.tap === null ? message.text : null
  const { handOver } = settings
  const kinds = [
    { reason: 'asked', on: handOver.onAsked, words: [...handOver.askedWords, ...PERSON_WORDS] },
    { reason: 'order-trouble', on: handOver.onOrderTrouble, words: [...handOver.orderWords, ...ORDER_WORDS] },
    { reason: 'anger', on: handOver.onAnger, words: [...handOver.angerWords, ...ANGER_WORDS] },
  ] as const
  return kinds.map(({ reason, on, words }) => {
    const asked: Asked = { ...NOBODY, decidedBy: 'hand-over', partName: reason }
    if (!on) return loses(asked, 'off')
    const word = text === null ? null : findWord(text, words, 'contains')
    if (word === null) return loses(asked, text === null ? 'no-text' : 'no-word')
    return wins(asked, { word, handsOver: reason })
  })
}

/** Words typed by the customer; a tap on a button of ours has been dealt with before. */
const typed = ({ message }: Facts): string | null => (message.tap === null ? message.text : null)

function keywords(facts: Facts): readonly Look[] {
  return facts.automations.flatMap((one) => {
    const { work } = one
    if (work.kind !== 'keywords') return []
    return work.rules.map((rule): Look => {
      const asked = askedOf('keywords', one, { partId: rule.ruleId, partName: rule.name })
      const { word, why } = lookFor(facts, one, rule)
      if (word === null) return loses(asked, why)
      return wins(asked, { word, handsOver: rule.afterwards === 'hand-over' ? 'automation' : null })
    })
  })
}

type Words = { readonly words: readonly string[]; readonly match: 'contains' | 'exact' | 'fuzzy'; readonly languages: readonly string[] }

function lookFor(
  facts: Facts,
  { isOn }: Candidate,
  { words, match, languages }: Words,
): { readonly word: string | null; readonly why: WhyNot } {
  if (!isOn) return { word: null, why: 'off' }
  const text = typed(facts)
  if (text === null) return { word: null, why: 'no-text' }
  if (!speaks(facts.person.language, languages)) return { word: null, why: 'other-language' }
  return { word: findWord(text, words, match), why: 'no-word' }
}

/** Whether a rule is for who reads this language; "en" also means en-GB, but zh-TW is not zh-CN. Who is unknown is meant too. */
function speaks(language: string | null, languages: readonly string[]): boolean {
  if (languages.length === 0 || language === null || language === '') return true
  const code = (value: string): string => value.replaceAll('_', '-').toLowerCase()
  return languages.some((one) => code(one) === code(language) || code(language).startsWith(`${code(one)}-`))
}

/** Menus, flows and recommendations are opened by a message that says little else than their word. */
function menus(facts: Facts): readonly Look[] {
  return facts.automations.flatMap((one) => {
    const { work } = one
    if (work.kind !== 'menu' && work.kind !== 'flow' && work.kind !== 'recommend') return []
    const asked = askedOf(work.kind === 'flow' ? 'flow' : 'menu', one)
    const { word, why } = lookFor(facts, one, { words: work.words, match: 'contains', languages: [] })
    return [word === null ? loses(asked, why) : wins(asked, { word })]
  })
}

const DAY_MS = 86_400_000

function greetings(facts: Facts): readonly Look[] {
  const { silenceMs } = facts.person
  const away = awayInForce(facts)
  return facts.automations.flatMap((one) => {
    const { work } = one
    if (work.kind !== 'greeting') return []
    const asked = askedOf('greeting', one)
    if (!one.isOn) return [loses(asked, 'off')]
    const isDue = silenceMs === null || (work.when.kind === 'after-silence' && silenceMs >= work.when.days * DAY_MS)
    return [isDue ? wins(asked, { withAway: away?.automationId ?? null }) : loses(asked, 'not-first')]
  })
}

function awayLook(facts: Facts, one: Candidate): Look {
  const asked = askedOf('away', one)
  if (one.work.kind !== 'away' || !one.isOn) return loses(asked, 'off')
  const isClosed = facts.isClosed(one.automationId)
  if (isClosed === null) return loses(asked, 'hours-unknown')
  if (!isClosed) return loses(asked, 'open-now')
  const { awayAt } = facts.chat
  const isLately = awayAt !== null && Math.abs(facts.now - awayAt) < one.work.againAfterHours * 3_600_000
  return isLately ? loses(asked, 'said-lately') : wins(asked)
}

function aways(facts: Facts): readonly Look[] {
  return facts.automations.filter(({ work }) => work.kind === 'away').map((one) => awayLook(facts, one))
}

const awayInForce = (facts: Facts): Winner | null => {
  for (const look of aways(facts)) if ('winner' in look) return look.winner
  return null
}

/** Nothing understood it. While the shop is closed that is no miss: nobody could take over. */
function fallback(facts: Facts): readonly Look[] {
  const { settings, automations } = facts
  const asked: Asked = { ...NOBODY, decidedBy: 'fallback' }
  const isAsked = settings.fallback.on || automations.some(({ isOn, work }) => isOn && ['keywords', 'menu', 'flow'].includes(work.kind))
  if (!isAsked) return [loses(asked, 'off')]
  const text = typed(facts)
  if (text === null || foldWords(text) === '') return [loses(asked, 'no-text')]
  const isClosed = automations.some(({ automationId, isOn, work }) => isOn && work.kind === 'away' && facts.isClosed(automationId) === true)
  return [isClosed ? loses(asked, 'said-lately') : missed(facts, asked, {})]
}

/** One more message that nothing could answer; the last that is allowed hands over. */
function missed({ chat, settings }: Facts, asked: Asked, more: Partial<Winner>): Look {
  const { afterMisses } = settings.handOver
  return wins(asked, { ...more, isMiss: true, handsOver: afterMisses > 0 && chat.misses + 1 >= afterMisses ? 'misses' : null })
}
