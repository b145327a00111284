import type { AutomationWork } from '#contract/ipc/automation.ts'
import type { AutomaticAnswer, SpokenTexts } from '#contract/ipc/automation-parts.ts'
import type { Locale } from '#contract/kernel/values.ts'
import { newId } from '../kernel/index.ts'
import type { AutomationDeps } from './deps.ts'
import { hasStarted, noteStarted, readBook, saveAutomation } from './kept/book.ts'
import en from './starter-words/en.json' with { type: 'json' }
import zhCN from './starter-words/zh-CN.json' with { type: 'json' }
import zhTW from './starter-words/zh-TW.json' with { type: 'json' }

type Words = typeof en
const words = { en, 'zh-TW': zhTW, 'zh-CN': zhCN } as const satisfies Record<Locale, Words>

type Starter = { readonly name: string; readonly work: AutomationWork; readonly isOn: boolean }

/**
 * Lays out a few automations in the shop's language, once per vault. All are off but the words that end and begin offers, which
 * Shopbell obeys anyway.
 */
export function layOutStarters({ vault, random, clock }: Pick<AutomationDeps, 'vault' | 'random' | 'clock'>): void {
  const { store, shop } = vault
  if (hasStarted(store.read)) return
  const at = clock.now()
  store.write((db) => {
    noteStarted(db, at)
    if (readBook(db, shop.locale).automations.length > 0) return
    for (const starter of startersIn(shop.locale))
      saveAutomation(db, { ...starter, automationId: newId('aut', random, at), savedAt: at, savedBy: '' })
  })
}

function startersIn(locale: Locale): readonly Starter[] {
  const own = words[locale]
  const say = (text: string): SpokenTexts => [{ language: locale, text }]
  const off = (name: string, work: AutomationWork): Starter => ({ name, work, isOn: false })
  return [
    {
      name: own.offerWords,
      work: { kind: 'offer-words', stop: [], start: [], stopTexts: say(own.stopped), startTexts: say(own.started), pile: true },
      isOn: true,
    },
    off(own.greeting, { kind: 'greeting', when: { kind: 'first-ever' }, answer: { kind: 'text', texts: say(own.hello) } }),
    off(own.away, {
      kind: 'away',
      hours: { kind: 'shop' },
      specialDays: [],
      answer: { kind: 'text', texts: say(own.closed) },
      againAfterHours: 12,
    }),
    off(own.keywords, questions(own, say)),
    off(own.menu, menu(own, say)),
    off(own.survey, survey(own, say)),
  ]
}

type Say = (text: string) => SpokenTexts

function questions(own: Words, say: Say): AutomationWork {
  const rules = [
    { ruleId: 'hours', name: own.hoursRule, words: own.hoursWords, answer: own.hoursAnswer },
    { ruleId: 'way', name: own.wayRule, words: own.wayWords, answer: own.wayAnswer },
    { ruleId: 'pay', name: own.payRule, words: own.payWords, answer: own.payAnswer },
  ]
  return {
    kind: 'keywords',
    rules: rules.map(({ answer, ...rule }) => ({
      ...rule,
      match: 'contains',
      languages: [],
      answer: { kind: 'text', texts: say(answer) },
      afterwards: 'nothing',
    })),
  }
}

function menu(own: Words, say: Say): AutomationWork {
  const answer = (text: string): AutomaticAnswer => ({ kind: 'text', texts: say(text) })
  const option = (optionId: string, label: string, said: AutomaticAnswer | null) => ({
    optionId,
    labels: say(label),
    descriptions: [],
    ending: { answer: said, tag: '', handOver: said === null },
  })
  return {
    kind: 'menu',
    words: own.menuWords,
    texts: say(own.menuText),
    form: 'buttons',
    buttonLabels: [],
    options: [
      option('hours', own.menuHours, answer(own.hoursAnswer)),
      option('way', own.menuWay, answer(own.wayAnswer)),
      option('person', own.menuPerson, null),
    ],
  }
}

const survey = (own: Words, say: Say): AutomationWork => ({
  kind: 'survey',
  afterMinutes: 5,
  texts: say(own.surveyText),
  form: 'buttons',
  buttonLabels: [],
  choices: [
    { score: 5, labels: say(own.good) },
    { score: 3, labels: say(own.fair) },
    { score: 1, labels: say(own.poor) },
  ],
  commentTexts: say(own.comment),
  thanksTexts: say(own.thanks),
  onceInDays: 30,
  template: null,
  graceHours: 12,
})
