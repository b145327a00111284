import { newPartId } from './lists.ts'
import type { Choice, Ending, FlowStep, Kind, Texts, WorkOf } from './types.ts'

/** What a new automation begins with, in the shop's language; saved at once, switched off. */
export type StarterWords = Readonly<
  Record<'menu' | 'option' | 'question' | 'list' | 'recommend' | 'survey' | 'good' | 'fair' | 'poor' | 'thanks', string>
>

type Blanks = { readonly [K in Kind]: (say: (word: keyof StarterWords) => Texts, silence: Texts) => WorkOf<K> }

/** An ending that does nothing yet. */
export const noEnding: Ending = { answer: null, tag: '', handOver: false }

/** A row or button with these words. */
export const blankOption = (labels: Texts): Choice => ({ optionId: newPartId(), labels, descriptions: [], next: null })

/** A question of a flow that ends it. */
export const blankStep = (texts: Texts): FlowStep => ({
  stepId: newPartId(),
  texts,
  againTexts: [],
  answer: { kind: 'text' },
  keep: null,
  next: { kind: 'end', ending: noEnding },
})

const blanks: Blanks = {
  greeting: (_say, silence) => ({ kind: 'greeting', when: { kind: 'first-ever' }, answer: { kind: 'text', texts: silence } }),
  away: (_say, silence) => ({
    kind: 'away',
    hours: { kind: 'shop' },
    specialDays: [],
    answer: { kind: 'text', texts: silence },
    againAfterHours: 12,
  }),
  keywords: () => ({ kind: 'keywords', rules: [] }),
  menu: (say) => ({
    kind: 'menu',
    words: [],
    texts: say('menu'),
    form: 'buttons',
    buttonLabels: [],
    options: [{ optionId: newPartId(), labels: say('option'), descriptions: [], ending: { ...noEnding, handOver: true } }],
  }),
  flow: (say) => ({ kind: 'flow', words: [], steps: [blankStep(say('question'))], expiresHours: 4 }),
  recommend: (say) => ({
    kind: 'recommend',
    words: [],
    texts: say('recommend'),
    rules: [],
    alsoBought: true,
    leaveOutBoughtDays: 30,
    most: 5,
    otherwise: [],
  }),
  survey: (say) => ({
    kind: 'survey',
    afterMinutes: 5,
    texts: say('survey'),
    form: 'buttons',
    buttonLabels: [],
    choices: [
      { score: 5, labels: say('good') },
      { score: 3, labels: say('fair') },
      { score: 1, labels: say('poor') },
    ],
    commentTexts: [],
    thanksTexts: say('thanks'),
    onceInDays: 30,
    template: null,
    graceHours: 12,
  }),
  reminder: (_say, silence) => ({
    kind: 'reminder',
    about: { kind: 'order-due', hoursBefore: 24 },
    message: { texts: silence, template: null },
    graceHours: 12,
  }),
  drip: (_say, silence) => ({
    kind: 'drip',
    products: [],
    steps: [{ stepId: newPartId(), afterHours: 72, message: { texts: silence, template: null } }],
    purpose: 'notice',
    stopOn: { reply: true, order: true },
    onceInDays: 30,
    graceHours: 12,
  }),
  'offer-words': () => ({ kind: 'offer-words', stop: [], start: [], stopTexts: [], startTexts: [], pile: true }),
}

/** A new automation of a kind; its texts are in one language. */
export function blankWork<K extends Kind>(kind: K, language: string, words: StarterWords): WorkOf<K> {
  const say = (word: keyof StarterWords): Texts => [{ language, text: words[word] }]
  return blanks[kind](say, [{ language, text: '' }])
}
