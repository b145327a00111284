import type { ReactNode } from 'react'
import { formatMoney, type Words } from '../i18n/index.ts'
import { blanksOf, isOpen, type Blank, type Source } from './blanks.ts'
import { kindOf } from './kinds.ts'
import type { Condition, Rule } from './types.ts'

/** How what the menus hold is called on screen. */
export type Names = {
  readonly of: (source: Source, value: string | null) => string
  /** The currency of amounts; null writes them plainly. */
  readonly currency: string | null
}

/** What the sentence is about: a group, or whom to leave out. */
export type Lead = 'first' | 'leaveOut'

const MICROS = 1_000_000

type Writers = { readonly [K in Blank['kind']]: (blank: Blank & { readonly kind: K }, printing: Printing, condition: Condition) => string }

const writers: Writers = {
  when: ({ value }, { words }) => (value === null ? words.t('group.when.any') : words.t('group.when.days', { days: value })),
  inDays: ({ value }, { words }) => (value === 0 ? words.t('group.inDays.today') : words.t('group.inDays.days', { days: value })),
  times: ({ value }, { words }) => words.t('group.times', { times: value }),
  amount: ({ value }, { words, names }) =>
    names.currency === null ? words.number(value / MICROS) : formatMoney(value, names.currency, { locale: words.locale }),
  text: ({ value }, { words }) => words.t('group.quoted', { text: value }),
  one: ({ source, value }, { names }) => names.of(source, value),
  many: ({ source, value }, { words, names }, condition) => {
    const type = condition.fact === 'tag' && condition.match === 'all' ? 'conjunction' : 'disjunction'
    return new Intl.ListFormat(words.locale, { type }).format(value.map((one) => names.of(source, one)))
  },
}

/** What stands in a gap, as words. */
export const blankText = (blank: Blank, condition: Condition, printing: Printing): string =>
  isOpen(blank)
    ? printing.words.t('group.open')
    : (writers[blank.kind] as (one: Blank, by: Printing, of: Condition) => string)(blank, printing, condition)

/** The words of the reader and the names of what the rule speaks of. */
export type Printing = { readonly words: Words; readonly names: Names }

/** The message of a condition: one for each kind and its opposite, so that every language orders it its own way. */
export const messageOf = (condition: Condition) => `group.${condition.not ? 'not' : 'is'}.${kindOf(condition)}` as const

/** The words among the parts of a message. */
export const wordsAmong = (parts: readonly ReactNode[]): string => parts.filter((part) => typeof part === 'string').join('')

function plain(words: Words, condition: Condition, values: Readonly<Record<string, string>>): string {
  const said = words.rich(messageOf(condition), { ...values, fact: wordsAmong })
  return typeof said === 'string' ? said.trim() : ''
}

/** A condition as words. */
export function printCondition(condition: Condition, printing: Printing): string {
  const values = Object.entries(blanksOf(condition)).map(([name, blank]) => [name, blankText(blank, condition, printing)] as const)
  return plain(printing.words, condition, Object.fromEntries(values))
}

/** A condition as a menu offers it, with dots for what is not said yet. */
export function offerCondition(condition: Condition, words: Words): string {
  return plain(words, condition, Object.fromEntries(Object.keys(blanksOf(condition)).map((name) => [name, '…'])))
}

/** The message that leads a line into the sentence. */
export const lineMessage = (lead: Lead, list: number, index: number) =>
  index > 0 ? ('group.line.and' as const) : list > 0 ? ('group.line.or' as const) : (`group.line.${lead}` as const)

/** The whole rule as one sentence, in the words of the reader. Empty for a rule without conditions. */
export function printRule(rule: Rule, printing: Printing, lead: Lead = 'first'): string {
  const { words } = printing
  return rule.any.reduce(
    (before, { all }, list) =>
      all.reduce((said, condition, index) => {
        const line = words.t(lineMessage(lead, list, index), { condition: printCondition(condition, printing) })
        if (said === '') return line
        return words.t(index > 0 ? 'group.print.and' : 'group.print.or', { before: said, line })
      }, before),
    '',
  )
}
