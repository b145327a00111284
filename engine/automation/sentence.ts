import type { AutomationWork } from '#contract/ipc/automation.ts'
import type { AutomationSentence } from '#contract/ipc/automation-views.ts'
import type { z } from 'zod'
import type { ReadHandle } from '../store/index.ts'
import type { AutomationDeps } from './deps.ts'
import { timetableOf } from './facts.ts'
import { openingAt } from './rules/hours.ts'

type Sentence = z.infer<typeof AutomationSentence>
/** Whether the shop is open now, by an away text; null where no hours are known. */
type OpenNow = (work: AutomationWork) => boolean | null
type Sentences = {
  readonly [K in AutomationWork['kind']]: (work: Extract<AutomationWork, { readonly kind: K }>, openNow: OpenNow) => Sentence
}

const WORDS = 3
const some = (words: readonly string[]): string[] => words.slice(0, WORDS)

const sentences: Sentences = {
  greeting: ({ when }) => (when.kind === 'first-ever' ? { key: 'greeting-first' } : { key: 'greeting-silence', days: when.days }),
  away(work, openNow) {
    const specialDays = work.specialDays.length
    return work.hours.kind === 'shop'
      ? { key: 'away-shop', specialDays, openNow: openNow(work) }
      : { key: 'away-own', specialDays, openNow: openNow(work) ?? false }
  },
  keywords: ({ rules }) => ({ key: 'keywords', rules: rules.length, words: some(rules.flatMap(({ words }) => words.slice(0, 1))) }),
  menu: ({ options, words }) => ({ key: 'menu', options: options.map(({ labels }) => labels[0]?.text ?? ''), words: some(words) }),
  flow: ({ steps, words }) => ({ key: 'flow', steps: steps.length, words: some(words) }),
  recommend: ({ rules, most, words }) => ({ key: 'recommend', rules: rules.length, most, words: some(words) }),
  survey: ({ afterMinutes, onceInDays }) => ({ key: 'survey', afterMinutes, onceInDays }),
  reminder: ({ about }) => reminderSentence(about),
  drip: ({ steps, products }) => ({
    key: 'drip',
    steps: steps.length,
    firstAfterHours: steps[0]?.afterHours ?? 0,
    products: products.length,
  }),
  'offer-words': ({ stop, start, pile }) => ({ key: 'offer-words', words: stop.length + start.length, pile }),
}

/** The plain sentence of a work, for the screen's words. */
export function sentenceOf(deps: AutomationDeps, db: ReadHandle, work: AutomationWork): Sentence {
  // The table's own type proves that the chosen sentence takes this kind.
  const sentence = sentences[work.kind] as (work: AutomationWork, openNow: OpenNow) => Sentence
  return sentence(work, (away) => {
    const table = timetableOf(deps, db, away)
    return table === null ? null : openingAt(table, deps.clock.now()).isOpen
  })
}

function reminderSentence(about: Extract<AutomationWork, { kind: 'reminder' }>['about']): Sentence {
  switch (about.kind) {
    case 'order-state':
      return { key: 'reminder-order-state', state: about.state, afterMinutes: about.afterMinutes }
    case 'order-due':
      return { key: 'reminder-order-due', hoursBefore: about.hoursBefore }
    case 'customer-date':
      return { key: 'reminder-date', date: about.date, daysBefore: about.daysBefore, hour: about.hour }
  }
}
