import type { AutomationWork } from '#contract/ipc/automation.ts'
import type { AutomaticAnswer, AutomationEnding, DueMessage, DueTemplate, SpokenTexts } from '#contract/ipc/automation-parts.ts'
import type { AutomationIssue } from '#contract/ipc/automation-views.ts'
import { AUTOMATION_LIMITS as L } from '#contract/limits/automation.ts'
import type { z } from 'zod'

/** What can be looked up to see whether an automation can work. */
export type Known = {
  readonly hasQuickReply: (quickReplyId: string) => boolean
  readonly hasProduct: (retailerId: string) => boolean
  readonly hasCatalog: boolean
  readonly template: (name: string, language: string) => { readonly isSendable: boolean } | undefined
  readonly kindOf: (automationId: string) => AutomationWork['kind'] | undefined
  readonly hasShopHours: boolean
}

export type Found = AutomationIssue[]

export const issue = (place: string, kind: AutomationIssue['issue'], about = ''): AutomationIssue => ({
  place,
  issue: kind,
  about: about.slice(0, 100),
})

export const twice = (values: readonly string[]): string[] => [...new Set(values.filter((value, at) => values.indexOf(value) !== at))]

const length = (text: string): number => [...text].length

export function checkTexts(texts: SpokenTexts, place: string, most: number): Found {
  if (texts.length === 0) return [issue(place, 'text-missing')]
  return texts.flatMap(({ text, language }, at): Found => {
    if (text.trim() === '') return [issue(`${place}.${at}`, 'text-missing', language)]
    return length(text) > most ? [issue(`${place}.${at}`, 'text-too-long', language)] : []
  })
}

export function checkAnswer(answer: AutomaticAnswer, place: string, known: Known): Found {
  switch (answer.kind) {
    case 'text':
      return checkTexts(answer.texts, `${place}.texts`, L.textCharacters)
    case 'quick-reply':
      return known.hasQuickReply(answer.quickReplyId) ? [] : [issue(place, 'quick-reply-missing', answer.quickReplyId)]
    case 'products':
      return checkProducts(answer.retailerIds, `${place}.retailerIds`, known)
    case 'start': {
      const kind = known.kindOf(answer.automationId)
      if (kind === undefined) return [issue(place, 'automation-missing', answer.automationId)]
      return ['menu', 'flow', 'recommend'].includes(kind) ? [] : [issue(place, 'automation-wrong-kind', answer.automationId)]
    }
  }
}

export function checkProducts(retailerIds: readonly string[], place: string, known: Known): Found {
  if (retailerIds.length > 0 && !known.hasCatalog) return [issue(place, 'catalog-missing')]
  return retailerIds.flatMap((code, at) => (known.hasProduct(code) ? [] : [issue(`${place}.${at}`, 'product-missing', code)]))
}

export const checkEnding = (ending: z.infer<typeof AutomationEnding>, place: string, known: Known): Found =>
  ending.answer === null ? [] : checkAnswer(ending.answer, `${place}.answer`, known)

type Option = { readonly optionId: string; readonly labels: SpokenTexts; readonly descriptions: SpokenTexts }
type Question = { readonly texts: SpokenTexts; readonly form: 'buttons' | 'list'; readonly buttonLabels: SpokenTexts }

/** A question with buttons or a list: Meta's limits, and labels that differ. */
export function checkChoices({ texts, form, buttonLabels }: Question, place: string, options: readonly Option[]): Found {
  const at = (part: string): string => (place === '' ? part : `${place}.${part}`)
  const [most, characters] = form === 'buttons' ? [L.buttons, L.buttonCharacters] : [L.rows, L.rowCharacters]
  return [
    ...checkTexts(texts, at('texts'), L.menuTextCharacters),
    ...(options.length > most ? [issue(at('options'), 'too-many-options')] : []),
    ...twice(options.map(({ optionId }) => optionId)).map((about) => issue(at('options'), 'id-twice', about)),
    ...options.flatMap(({ labels, descriptions }, index) => [
      ...checkLabels(labels, at(`options.${index}.labels`), characters),
      ...tooLong(descriptions, at(`options.${index}.descriptions`), L.rowDescriptionCharacters),
    ]),
    ...sameLabels(options).map((about) => issue(at('options'), 'label-twice', about)),
    ...(form === 'list' ? checkLabels(buttonLabels, at('buttonLabels'), L.buttonCharacters) : []),
  ]
}

function checkLabels(labels: SpokenTexts, place: string, most: number): Found {
  if (labels.length === 0 || labels.some(({ text }) => text.trim() === '')) return [issue(place, 'label-missing')]
  return tooLong(labels, place, most)
}

const tooLong = (texts: SpokenTexts, place: string, most: number): Found =>
  texts.flatMap(({ text }) => (length(text) > most ? [issue(place, 'label-too-long', text)] : []))

/** Meta refuses two buttons of the same words; what counts is what somebody of one language sees. */
function sameLabels(options: readonly Option[]): string[] {
  const languages = [...new Set(options.flatMap(({ labels }) => labels.map(({ language }) => language)))]
  const seen = (language: string): string[] =>
    options
      .map(({ labels }) => (labels.find((one) => one.language === language) ?? labels[0])?.text.trim() ?? '')
      .filter((text) => text !== '')
  return [...new Set(languages.flatMap((language) => twice(seen(language))))]
}

export function checkTemplate({ name, language }: z.infer<typeof DueTemplate>, place: string, known: Known): Found {
  const found = known.template(name, language)
  if (found === undefined) return [issue(place, 'template-missing', name)]
  return found.isSendable ? [] : [issue(place, 'template-not-sendable', name)]
}

export function checkDue(message: DueMessage, place: string, known: Known): Found {
  const isSilent = message.texts.length === 0 && message.template === null
  return [
    ...(isSilent ? [issue(place, 'nothing-to-say')] : []),
    ...(message.texts.length === 0 ? [] : checkTexts(message.texts, `${place}.texts`, L.textCharacters)),
    ...(message.template === null ? [] : checkTemplate(message.template, `${place}.template`, known)),
  ]
}
