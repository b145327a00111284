import type { AutomationEnding } from '#contract/ipc/automation-parts.ts'
import type { HandOverReason, WhyNot } from '#contract/ipc/automation-views.ts'
import type { z } from 'zod'
import type { WriteHandle } from '../store/index.ts'
import {
  composeAnswer,
  composeQuestion,
  composeStart,
  readerOf,
  said,
  valuesOf,
  withPersonButton,
  type Composed,
  type Speaking,
} from './compose.ts'
import type { Context } from './context.ts'
import { awayValues, type Spoken } from './facts.ts'
import { handOver } from './hand-over.ts'
import { keepAnswer, addTag } from './keep-answer.ts'
import type { AutomationRow } from './kept/book.ts'
import { keepChat, type Chat } from './kept/chats.ts'
import type { Person } from './kept/people.ts'
import { pickOption, readAnswer, type Flow } from './rules/flow.ts'
import { readTap } from './rules/payload.ts'
import type { Winner } from './rules/decide.ts'
import { sayAll } from './say.ts'
import { answerSurvey } from './survey.ts'

export type Acted = {
  readonly messageId: string | null
  readonly why: WhyNot | null
  readonly handedOver: HandOverReason | null
  readonly isMissed: boolean
}

export type Acting = { readonly winner: Winner; readonly person: Person; readonly chat: Chat; readonly spoken: Spoken }

/** What is to be done about a message: what is said, what waits then, and what else happens. */
type Plan = Composed & {
  /** Leaves the question that waits as it is. */
  readonly keepsWaiting?: boolean
  readonly ending?: z.infer<typeof AutomationEnding>
  readonly isAway?: boolean
  readonly afterwards?: (db: WriteHandle) => void
  readonly why?: WhyNot
}

const HOUR_MS = 3_600_000
/** A menu is answered soon, or the words mean something else. */
const MENU_HOURS = 1
const TEXT_CHARACTERS = 4_096

/** Does what was decided, in the caller's transaction. */
export function act(context: Context, db: WriteHandle, acting: Acting): Acted {
  const { winner, person, chat } = acting
  const plan = planOf(context, speakingOf(context, db, acting), acting)
  const told = tell(context, db, { acting, plan })
  const isRepeat = told.why === 'said-already' && told.messageId === null
  const isMissed = winner.isMiss || isRepeat
  keepChat(db, person.customerSeq, chatAfter(context, { chat, plan, isMissed, wasSaid: told.messageId !== null }))
  if (plan.ending !== undefined && plan.ending.tag !== '') addTag(context.deps, person.customerId, plan.ending.tag)
  plan.afterwards?.(db)
  const reason = handsOverFor(context, { winner, plan, isRepeat, misses: chat.misses })
  const toldOfPerson = reason === null ? null : handOver(context, db, { person, reason, speaks: true, wrote: acting.spoken.text ?? '' })
  return { messageId: told.messageId ?? toldOfPerson, why: plan.why ?? told.why, handedOver: reason, isMissed }
}

type After = { readonly chat: Chat; readonly plan: Plan; readonly isMissed: boolean; readonly wasSaid: boolean }

function chatAfter(context: Context, { chat, plan, isMissed, wasSaid }: After): Chat {
  const now = context.deps.clock.now()
  return {
    ...chat,
    misses: isMissed ? chat.misses + 1 : 0,
    awayAt: plan.isAway === true && wasSaid ? now : chat.awayAt,
    waiting: plan.keepsWaiting === true ? chat.waiting : waitingOf(context, plan, now),
  }
}

/** Who is handed over hears that, and not that nothing was understood. */
function tell(
  { deps }: Context,
  db: WriteHandle,
  { acting, plan }: { readonly acting: Acting; readonly plan: Plan },
): Pick<Acted, 'messageId' | 'why'> {
  const { winner, person } = acting
  if (winner.decidedBy === 'hand-over' || winner.handsOver === 'misses') return { messageId: null, why: null }
  const isNotice = NO_ANSWER.has(winner.decidedBy) || winner.handsOver !== null || plan.ending?.handOver === true
  return sayAll(deps, db, { automationId: winner.automationId, customerSeq: person.customerSeq, messages: plan.messages, isNotice })
}

/** Whoever is greeted, told that the shop is closed, or not understood still waits for an answer. */
const NO_ANSWER: ReadonlySet<Winner['decidedBy']> = new Set(['greeting', 'away', 'fallback'])

function handsOverFor(
  context: Context,
  { winner, plan, isRepeat, misses }: { readonly winner: Winner; readonly plan: Plan; readonly isRepeat: boolean; readonly misses: number },
): HandOverReason | null {
  if (winner.handsOver !== null) return winner.handsOver
  if (plan.ending?.handOver === true) return 'automation'
  const { afterMisses } = context.book().settings.handOver
  // Whoever asks the same again was not helped by the answer.
  return isRepeat && afterMisses > 0 && misses + 1 >= afterMisses ? 'misses' : null
}

function waitingOf(context: Context, { opens }: Plan, now: number): Chat['waiting'] {
  if (opens === null) return null
  const work = context.book().automations.find(({ automationId }) => automationId === opens.automationId)?.work
  const hours = work?.kind === 'flow' ? work.expiresHours : MENU_HOURS
  return { ...opens, since: now, until: now + hours * HOUR_MS }
}

export const speakingOf = (context: Context, db: WriteHandle, { person, spoken }: Pick<Acting, 'person' | 'spoken'>): Speaking => ({
  deps: context.deps,
  db,
  book: context.book(),
  person,
  reader: readerOf(person, spoken.text ?? ''),
  values: valuesOf(context.deps, person),
})

const NOTHING: Plan = { messages: [], opens: null }

type Planning = { readonly context: Context; readonly speaking: Speaking; readonly one: AutomationRow } & Pick<
  Acting,
  'winner' | 'chat' | 'spoken'
>
type Plans = {
  readonly [K in AutomationRow['work']['kind']]: (work: Extract<AutomationRow['work'], { readonly kind: K }>, planning: Planning) => Plan
}

const plans: Plans = {
  'offer-words': (work, { speaking, winner }) => ({
    ...said(speaking, winner.partId === 'stop' ? work.stopTexts : work.startTexts),
    keepsWaiting: true,
  }),
  keywords: (work, { speaking, winner }) => keywordPlan(speaking, work, winner.partId),
  greeting: (work, { speaking, winner }) => greetingPlan(speaking, work, winner),
  away: (work, { speaking, one }) => ({ ...composeAnswer(withAwayWords(speaking, one), work.answer), isAway: true }),
  menu: (_, { speaking, one, winner, spoken }) => menuPlan(speaking, one, { winner, spoken }),
  recommend: (_, { speaking, one }) => composeStart(speaking, one),
  flow: flowPlan,
  survey: (work, { context, speaking, ...rest }) => answerSurvey(context, speaking, { ...rest, work }),
  reminder: () => NOTHING,
  drip: () => NOTHING,
}

/** What a winner says; used by the tester as well, so it changes nothing itself. */
export function planOf(context: Context, speaking: Speaking, acting: Pick<Acting, 'winner' | 'chat' | 'spoken'>): Plan {
  const { winner, chat, spoken } = acting
  const { settings, automations } = speaking.book
  if (winner.decidedBy === 'hand-over') return said(speaking, settings.handOver.texts)
  if (winner.decidedBy === 'fallback') return settings.fallback.on ? said(speaking, settings.fallback.texts) : NOTHING
  const one = automations.find(({ automationId }) => automationId === winner.automationId)
  if (one === undefined) return NOTHING
  // The table's own type proves that the chosen plan takes this kind.
  const plan = plans[one.work.kind] as (work: AutomationRow['work'], planning: Planning) => Plan
  return plan(one.work, { context, speaking, one, winner, chat, spoken })
}

function keywordPlan(speaking: Speaking, work: Extract<AutomationRow['work'], { kind: 'keywords' }>, ruleId: string | null): Plan {
  const rule = work.rules.find((one) => one.ruleId === ruleId)
  if (rule === undefined) return NOTHING
  const composed = composeAnswer(speaking, rule.answer)
  return rule.afterwards === 'offer-person' ? withPersonButton(speaking, composed) : composed
}

const withAwayWords = (speaking: Speaking, { work }: AutomationRow): Speaking => ({
  ...speaking,
  values: {
    ...speaking.values,
    ...awayValues(speaking.deps, speaking.db, { work, language: speaking.reader.language ?? speaking.deps.vault.shop.locale }),
  },
})

/** Outside opening hours a greeting says that as well, in one message where both are texts. */
function greetingPlan(speaking: Speaking, work: Extract<AutomationRow['work'], { kind: 'greeting' }>, winner: Winner): Plan {
  const greeting = composeAnswer(speaking, work.answer)
  const away = speaking.book.automations.find(({ automationId }) => automationId === winner.withAway)
  if (away?.work.kind !== 'away') return greeting
  const closed = composeAnswer(withAwayWords(speaking, away), away.work.answer)
  const joined = joinTexts(greeting.messages, closed.messages)
  return { messages: joined ?? [...closed.messages, ...greeting.messages], opens: greeting.opens ?? closed.opens, isAway: true }
}

function joinTexts(one: Composed['messages'], other: Composed['messages']): Composed['messages'] | null {
  const both = [...one, ...other]
  const texts = both.flatMap((message) => (message.kind === 'text' ? [message.text] : []))
  const text = texts.join('\n\n')
  return texts.length === 2 && both.length === 2 && text.length <= TEXT_CHARACTERS ? [{ kind: 'text', text }] : null
}

function menuPlan(speaking: Speaking, one: AutomationRow, { winner, spoken }: Pick<Acting, 'winner' | 'spoken'>): Plan {
  // Opened by its word, or answered.
  if (winner.partId === null) return composeStart(speaking, one)
  if (one.work.kind !== 'menu') return NOTHING
  const tap = readTap(spoken.payload)
  const option = pickOption(one.work.options, { optionId: tap?.kind === 'option' ? tap.optionId : null, text: spoken.text })
  return option === undefined ? { ...NOTHING, why: 'not-ready' } : endingPlan(speaking, option.ending)
}

function endingPlan(speaking: Speaking, ending: z.infer<typeof AutomationEnding>): Plan {
  return { ...(ending.answer === null ? NOTHING : composeAnswer(speaking, ending.answer)), ending }
}

/** What somebody answered to the question of a flow, and what follows. */
function flowPlan(work: Flow, { context, speaking, one, winner, chat, spoken }: Planning): Plan {
  if (winner.partId === null) return composeStart(speaking, one)
  const step = work.steps.find(({ stepId }) => stepId === winner.partId)
  if (step === undefined) return { ...NOTHING, why: 'not-ready' }
  // A second tap on a question that was answered is no answer to the next one.
  if (spoken.payload !== null && isPast(context, { chat, one, stepId: step.stepId }))
    return { ...NOTHING, keepsWaiting: true, why: 'said-already' }
  const tap = readTap(spoken.payload)
  const read = readAnswer(step, { optionId: tap?.kind === 'option' ? tap.optionId : null, text: spoken.text })
  if (read.fits) return afterAnswer(speaking, { one, work, step, read }, context)
  return winner.isAgain
    ? composeQuestion(speaking, one.automationId, { step, isAgain: true })
    : { ...NOTHING, keepsWaiting: true, why: 'not-ready' }
}

const isPast = (
  context: Context,
  { chat: { waiting }, one, stepId }: Pick<Acting, 'chat'> & { readonly one: AutomationRow; readonly stepId: string },
): boolean => waiting?.automationId === one.automationId && waiting.until > context.deps.clock.now() && waiting.partId !== stepId

type Answered = {
  readonly one: AutomationRow
  readonly work: Flow
  readonly step: Flow['steps'][number]
  readonly read: Extract<ReturnType<typeof readAnswer>, { readonly fits: true }>
}

function afterAnswer(speaking: Speaking, { one, work, step, read }: Answered, { deps }: Context): Plan {
  const { person } = speaking
  const { keep } = step
  const afterwards = (): void => {
    if (keep !== null && person !== null) keepAnswer(deps, person.customerId, { keep, read })
  }
  const { next } = read
  if (next.kind === 'end') return { ...endingPlan(speaking, next.ending), afterwards }
  const following = work.steps.find(({ stepId }) => stepId === next.stepId)
  return following === undefined
    ? { ...NOTHING, afterwards }
    : { ...composeQuestion(speaking, one.automationId, { step: following, isAgain: false }), afterwards }
}
