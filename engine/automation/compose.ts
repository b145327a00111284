import { optionPayload, PERSON_PAYLOAD } from './rules/payload.ts'
import type { AutomaticAnswer, SpokenTexts } from '#contract/ipc/automation-parts.ts'
import { AUTOMATION_LIMITS as L } from '#contract/limits/automation.ts'
import type { ReadHandle } from '../store/index.ts'
import type { AutomationDeps, Outgoing } from './deps.ts'
import type { AutomationRow, Book } from './kept/book.ts'
import type { Person } from './kept/people.ts'
import { recommend } from './recommend.ts'
import { cut, fillText, textFor, type Reader, type Values } from './rules/texts.ts'

/** For whom something is said, and with what. */
export type Speaking = {
  readonly deps: AutomationDeps
  readonly db: ReadHandle
  readonly book: Book
  /** Null when the tester tries it on a stranger. */
  readonly person: Person | null
  readonly reader: Reader
  readonly values: Values
}

/** What is to be said; `opens` is the question that waits for an answer then. */
export type Composed = {
  readonly messages: readonly Outgoing[]
  readonly opens: { readonly automationId: string; readonly partId: string } | null
}

const NOTHING: Composed = { messages: [], opens: null }

export const readerOf = (person: Person | null, wrote: string, language: string | null = null): Reader => ({
  language: person?.language ?? language,
  phone: person?.phone ?? null,
  wrote,
})

/** Words that every text may hold. */
export const valuesOf = ({ vault }: Pick<AutomationDeps, 'vault'>, person: Person | null): Values => ({
  name: person?.name,
  addressAs: person === null || person.addressAs !== '' ? person?.addressAs : person.name,
  shop: vault.shop.name,
})

/** A text for the reader, filled in; empty where there is none. */
export const speak = ({ reader, values }: Pick<Speaking, 'reader' | 'values'>, texts: SpokenTexts): string =>
  fillText(textFor(texts, reader), values).trim()

const textMessages = (text: string): readonly Outgoing[] => (text === '' ? [] : [{ kind: 'text', text: cut(text, L.textCharacters) }])

export const said = (speaking: Speaking, texts: SpokenTexts): Composed => ({ messages: textMessages(speak(speaking, texts)), opens: null })

/** Puts an answer into messages for one customer. Nothing where what it needs is not there. */
export function composeAnswer(speaking: Speaking, answer: AutomaticAnswer): Composed {
  const { db, deps, book, person } = speaking
  switch (answer.kind) {
    case 'text':
      return said(speaking, answer.texts)
    case 'quick-reply':
      return { messages: deps.quickReply.outgoing(db, answer.quickReplyId, person?.customerSeq ?? -1) ?? [], opens: null }
    case 'products':
      return { messages: productMessages(speaking, answer.retailerIds, answer.texts), opens: null }
    case 'start': {
      const one = book.automations.find(({ automationId }) => automationId === answer.automationId)
      return one === undefined || !one.isOn ? NOTHING : composeStart(speaking, one)
    }
  }
}

/** Those products that Meta knows; with none left, the text alone. */
export function productMessages(speaking: Speaking, retailerIds: readonly string[], texts: SpokenTexts): readonly Outgoing[] {
  const { deps, db } = speaking
  const text = speak(speaking, texts)
  const known = deps.catalog.catalogId(db) === null ? [] : retailerIds.filter((code) => deps.catalog.find(db, code) !== undefined)
  return known.length === 0
    ? textMessages(text)
    : [{ kind: 'products', retailerIds: known.slice(0, 30), text: cut(text, L.menuTextCharacters) }]
}

/** Opens a menu, asks the first question of a flow, or recommends. */
export function composeStart(speaking: Speaking, one: Pick<AutomationRow, 'automationId' | 'work'>): Composed {
  const { automationId, work } = one
  if (work.kind === 'menu') {
    const options = work.options.map((option) => ({ ...option, payload: optionPayload(automationId, 'menu', option.optionId) }))
    return { messages: choiceMessages(speaking, { ...work, options }), opens: { automationId, partId: 'menu' } }
  }
  if (work.kind === 'recommend') return { messages: recommended(speaking, work), opens: null }
  const [first] = work.kind === 'flow' ? work.steps : []
  return first === undefined ? NOTHING : composeQuestion(speaking, automationId, { step: first, isAgain: false })
}

function recommended(speaking: Speaking, work: Extract<AutomationRow['work'], { kind: 'recommend' }>): readonly Outgoing[] {
  const retailerIds = recommend(speaking.deps, speaking.db, {
    work,
    customerSeq: speaking.person?.customerSeq ?? null,
    now: speaking.deps.clock.now(),
  })
  return retailerIds.length === 0 ? [] : productMessages(speaking, retailerIds, work.texts)
}

type Step = Extract<AutomationRow['work'], { kind: 'flow' }>['steps'][number]

/** Asks the question of a step; again, with the words for that before it. */
export function composeQuestion(
  speaking: Speaking,
  automationId: string,
  { step, isAgain }: { readonly step: Step; readonly isAgain: boolean },
): Composed {
  const opens = { automationId, partId: step.stepId }
  const again = isAgain ? speak(speaking, step.againTexts) : ''
  const texts = again === '' ? step.texts : [{ language: '', text: `${again}\n${speak(speaking, step.texts)}` }]
  const spoken = again === '' ? speaking : { ...speaking, values: {} }
  if (step.answer.kind !== 'choice') return { messages: said(spoken, texts).messages, opens }
  const options = step.answer.options.map((option) => ({ ...option, payload: optionPayload(automationId, step.stepId, option.optionId) }))
  return { messages: choiceMessages({ ...speaking, values: spoken.values }, { ...step.answer, texts, options }), opens }
}

export type Choices = {
  readonly texts: SpokenTexts
  readonly form: 'buttons' | 'list'
  readonly buttonLabels: SpokenTexts
  readonly options: readonly { readonly payload: string; readonly labels: SpokenTexts; readonly descriptions: SpokenTexts }[]
}

/** A text with buttons, or with a list that a button opens. */
export function choiceMessages(speaking: Speaking, { texts, form, buttonLabels, options }: Choices): readonly Outgoing[] {
  const body = { text: cut(speak(speaking, texts), L.menuTextCharacters) }
  if (body.text === '' || options.length === 0) return []
  if (form === 'buttons') {
    const buttons = options.slice(0, L.buttons).map(({ payload, labels }) => ({
      type: 'reply' as const,
      reply: { id: payload, title: cut(speak(speaking, labels), L.buttonCharacters) },
    }))
    return [{ kind: 'message', message: { type: 'interactive', interactive: { type: 'button', body, action: { buttons } } } }]
  }
  const rows = options.slice(0, L.rows).map(({ payload, labels, descriptions }) => {
    const description = cut(speak(speaking, descriptions), L.rowDescriptionCharacters)
    return { id: payload, title: cut(speak(speaking, labels), L.rowCharacters), ...(description === '' ? {} : { description }) }
  })
  const label = speak(speaking, buttonLabels)
  const button = cut(label === '' ? '☰' : label, L.buttonCharacters)
  return [
    { kind: 'message', message: { type: 'interactive', interactive: { type: 'list', body, action: { button, sections: [{ rows }] } } } },
  ]
}

/** Puts a button for a person under a short text. */
export function withPersonButton(speaking: Speaking, { messages, opens }: Composed): Composed {
  const [only] = messages
  const title = speak(speaking, speaking.book.settings.handOver.buttonTexts)
  if (messages.length !== 1 || only?.kind !== 'text' || [...only.text].length > L.menuTextCharacters || title === '')
    return { messages, opens }
  const options = [{ payload: PERSON_PAYLOAD, labels: [{ language: '', text: title }], descriptions: [] }]
  const plain = { ...speaking, values: {} }
  return {
    messages: choiceMessages(plain, { texts: [{ language: '', text: only.text }], form: 'buttons', buttonLabels: [], options }),
    opens,
  }
}
