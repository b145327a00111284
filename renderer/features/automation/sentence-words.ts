import { isMessageId, type Words } from '../../i18n/index.ts'
import type { Automation } from './types.ts'

type Sentence = Automation['sentence']
type Speech = Pick<Words, 't' | 'list' | 'number'>
type Sentences = {
  readonly [K in Sentence['key']]: (sentence: Extract<Sentence, { readonly key: K }>, speech: Speech) => string
}

const nowWord = (openNow: boolean | null): string => {
  if (openNow === null) return 'unknown'
  return openNow ? 'open' : 'closed'
}

/** A state of an order in words; one that has none is shown as it was written. */
function stateWords(state: string, t: Words['t']): string {
  const id = `order.state.${state}`
  return isMessageId(id) ? t(id) : state
}

/** One whole message for each kind, so that every language orders it its own way. */
const sentences: Sentences = {
  'greeting-first': (_sentence, { t }) => t('automation.sentence.greeting-first'),
  'greeting-silence': ({ days }, { t }) => t('automation.sentence.greeting-silence', { days }),
  'away-shop': ({ specialDays, openNow }, { t }) => t('automation.sentence.away-shop', { specialDays, now: nowWord(openNow) }),
  'away-own': ({ specialDays, openNow }, { t }) => t('automation.sentence.away-own', { specialDays, now: nowWord(openNow) }),
  keywords: ({ rules, words }, { t, list }) => t('automation.sentence.keywords', { rules, words: list(words) }),
  menu: ({ options, words }, { t, list }) =>
    t('automation.sentence.menu', { options: list(options), count: words.length, words: list(words) }),
  flow: ({ steps, words }, { t, list }) => t('automation.sentence.flow', { steps, count: words.length, words: list(words) }),
  recommend: ({ most, words }, { t, list }) => t('automation.sentence.recommend', { most, count: words.length, words: list(words) }),
  survey: ({ afterMinutes, onceInDays }, { t }) => t('automation.sentence.survey', { minutes: afterMinutes, days: onceInDays }),
  'reminder-order-state': ({ state, afterMinutes }, { t }) =>
    t('automation.sentence.reminder-order-state', { state: stateWords(state, t), minutes: afterMinutes }),
  'reminder-order-due': ({ hoursBefore }, { t }) => t('automation.sentence.reminder-order-due', { hours: hoursBefore }),
  'reminder-date': ({ date, daysBefore, hour }, { t, number }) =>
    t('automation.sentence.reminder-date', { date, days: daysBefore, hour: number(hour) }),
  drip: ({ steps, firstAfterHours, products }, { t }) => t('automation.sentence.drip', { steps, hours: firstAfterHours, products }),
  'offer-words': ({ words, pile }, { t }) => t('automation.sentence.offer-words', { words, pile: pile ? 'yes' : 'no' }),
}

/** The plain sentence that says what an automation does. */
export function sentenceWords(sentence: Sentence, speech: Speech): string {
  // The table has one entry for each key, and the key chooses the entry.
  return (sentences[sentence.key] as (sentence: Sentence, speech: Speech) => string)(sentence, speech)
}
