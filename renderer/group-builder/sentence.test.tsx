import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { CallOutput } from '../bridge/index.ts'
import { useWords, WordsProvider, type Words } from '../i18n/index.ts'
import { blanksOf } from './blanks.ts'
import { ConditionLine } from './condition-line.tsx'
import { newCondition, sections } from './kinds.ts'
import type { Condition, Rule } from './types.ts'
import { offerCondition, printCondition, printRule } from './sentence.ts'
import type { Choices } from './use-choices.ts'

type Locale = Words['locale']
const locales = ['en', 'zh-TW', 'zh-CN'] as const
const choices: Choices = {
  of: (_, value) => value ?? 'any',
  options: () => [],
  isLoading: false,
  currency: 'TWD',
}

function wordsOf(locale: Locale): Words {
  const heard: Words[] = []
  function Ear() {
    heard.push(useWords())
    return null
  }
  renderToStaticMarkup(
    <WordsProvider locale={locale} timeZone="Asia/Taipei">
      <Ear />
    </WordsProvider>,
  )
  const [words] = heard
  if (words === undefined) throw new Error('nobody spoke')
  return words
}

const text = (markup: string): string =>
  markup
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .trim()

const filled = (condition: Condition): Condition =>
  Object.values(blanksOf(condition)).reduce<Condition>((before, { kind }, place) => {
    const blank = Object.values(blanksOf(before))[place]
    if (blank?.kind !== kind) return before
    if (blank.kind === 'many') return blank.set(['VIP', '老客戶'])
    if (blank.kind === 'one') return blank.set('birthday')
    if (blank.kind === 'text') return blank.set('tea')
    return blank.kind === 'amount' ? blank.set(1_200_000_000) : before
  }, condition)

const all = sections
  .flatMap((section) => [...section.kinds])
  .flatMap((kind) => [false, true].map((not) => filled({ ...newCondition(kind), not })))

describe.each(locales)('sentences in %s', (locale) => {
  const words = wordsOf(locale)
  const printing = { words, names: choices }

  it('say on screen, gap by gap, exactly what is printed', () => {
    for (const condition of all) {
      const onScreen = renderToStaticMarkup(
        <WordsProvider locale={locale} timeZone="Asia/Taipei">
          <ConditionLine condition={condition} choices={choices} onChange={() => undefined} testId="line" />
        </WordsProvider>,
      )
      expect(text(onScreen)).toBe(printCondition(condition, printing))
    }
  })

  it('say each fact and its opposite in other words, and show every gap', () => {
    const said = all.map((condition) => printCondition(condition, printing))
    expect(new Set(said).size).toBe(all.length)
    for (const condition of all) {
      const gaps = Object.keys(blanksOf(condition)).length
      expect(offerCondition(condition, words).split('…')).toHaveLength(gaps + 1)
    }
  })
})

describe('a whole rule', () => {
  const rule = {
    any: [
      {
        all: [
          { not: false, fact: 'ordered', withinDays: 90, times: 1 },
          { not: true, fact: 'offered', withinDays: 14 },
        ],
      },
      { all: [{ not: false, fact: 'tag', match: 'all', tags: ['VIP', '老客戶'] }] },
    ],
  } as Rule

  it('is one sentence in each language', () => {
    const said = (locale: Locale) => printRule(rule, { words: wordsOf(locale), names: choices })
    expect(said('en')).toBe(
      'Customers who bought in the last 90 days and were not sent an offer in the last 14 days, or who have all of the tags VIP and 老客戶',
    )
    expect(said('zh-TW')).toBe('符合條件的顧客：最近 90 天內買過東西，而且最近 14 天內沒有收過促銷訊息；或者同時有標籤 VIP和老客戶')
    expect(said('zh-CN')).toBe('符合条件的顾客：最近 90 天内买过东西，而且最近 14 天内没有收过营销消息；或者同时有标签 VIP和老客戶')
  })

  it('asks whom to leave out with a beginning of its own', () => {
    const leaveOut = { any: [{ all: [{ not: false, fact: 'waiting' }] }] } as CallOutput<'group.list'>['groups'][number]['rule']
    expect(printRule(leaveOut, { words: wordsOf('en'), names: choices }, 'leaveOut')).toBe('Leave out people who wait for your answer')
  })
})
