import { describe, expect, it } from 'vitest'
import { opensAfter, openingAt } from './rules/hours.ts'
import { daysKeptOn, dayAfter, instantOf } from './rules/days.ts'
import { decideDue, type DueFacts } from './rules/due.ts'
import { readDate, readNumber } from './rules/flow.ts'
import { isLoop, type Turn } from './rules/loop.ts'
import { rankProducts } from './rules/recommend.ts'
import { fillText, textFor } from './rules/texts.ts'
import { findWord } from './words/match.ts'
import { maybeWish } from './words/wishes.ts'

const HOUR = 3_600_000

describe('a word', () => {
  it.each([
    ['Do you OPEN on Monday?', 'open', 'contains', true],
    ['the north gate', 'no', 'contains', false],
    ['請問营业时间是？', '營業時間', 'contains', true],
    ['ｏｐｅｎ嗎', 'open', 'contains', true],
    ['café?', 'CAFE', 'exact', true],
    ['cafe please', 'cafe', 'exact', false],
    ['openning hours', 'opening hours', 'fuzzy', true],
    ['delivrey', 'delivery', 'fuzzy', true],
    ['in 1998', '1988', 'fuzzy', false],
    ['cat', 'cut', 'fuzzy', false],
  ] as const)('of "%s" against %s (%s): %s', (message, word, match, fits) => {
    expect(findWord(message, [word], match)).toBe(fits ? word : null)
  })
})

describe('a doubtful wish', () => {
  it.each([
    ['please stop sending me the blue ones', 'stop'],
    ['拜託不要再傳這個了啦', 'stop'],
    ['stop by tomorrow?', 'stop'],
    ['can you sign me up for news', 'start'],
    ['有優惠通知我', 'start'],
  ] as const)('"%s" may mean %s', (text, mayMean) => {
    expect(maybeWish(text)?.mayMean).toBe(mayMean)
  })
  it('is not seen in ordinary talk, nor in a letter', () => {
    for (const text of [
      'how much is the tea?',
      '我想買兩包茶',
      'which bus stops do you mean, the one by the river or the other near the school?',
    ])
      expect(maybeWish(text)).toBeNull()
    expect(maybeWish(`please stop ${'long '.repeat(200)}`)).toBeNull()
  })
})

describe('opening hours', () => {
  const table = {
    hours: [1, 2, 3, 4, 5].map((day) => ({ day, opens: '10:00', closes: '19:00' })),
    specialDays: [
      { date: '2026-12-25', everyYear: true, name: 'Christmas', hours: [] },
      { date: '2026-12-24', everyYear: false, name: '', hours: [{ opens: '10:00', closes: '12:00' }] },
    ],
    timeZone: 'Asia/Taipei',
  }
  const taipei = (date: string, hour: number) => instantOf(date, hour, 'Asia/Taipei')

  it('follow the shop, not the computer, and special days go before the week', () => {
    expect(openingAt(table, taipei('2026-11-20', 10)).isOpen).toBe(true)
    expect(openingAt(table, taipei('2026-11-20', 19)).isOpen).toBe(false)
    expect(openingAt(table, taipei('2026-12-24', 13)).isOpen).toBe(false)
    expect(openingAt(table, taipei('2030-12-25', 11))).toEqual({ isOpen: false, holiday: 'Christmas' })
  })
  it('say when the shop opens again, over a holiday and a weekend', () => {
    expect(opensAfter(table, taipei('2026-12-24', 13))).toBe(taipei('2026-12-28', 10))
    expect(opensAfter({ ...table, hours: [], specialDays: [] }, taipei('2026-12-24', 13))).toBeNull()
  })
  it('are found where clocks change', () => {
    expect(instantOf('2026-03-29', 9, 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 7))
    expect(instantOf('2026-03-28', 9, 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 28, 8))
  })
})

describe('days', () => {
  it('of 29 February are kept on the 28th where there is none', () => {
    expect(daysKeptOn('2027-02-28')).toHaveLength(2)
    expect(daysKeptOn('2028-02-28')).toHaveLength(1)
    expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01')
  })
})

describe('an answer', () => {
  it.each([
    ['for 4 people', 4],
    ['兩位', 2],
    ['二十三', 23],
    ['1,200', 1200],
    ['4 or 5', null],
    ['some', null],
  ] as const)('"%s" is the number %s', (text, number) => expect(readNumber(text)).toBe(number))
  it.each([
    ['2026/12/31', '2026-12-31'],
    ['民國115年3月4日', '2026-03-04'],
    ['12月5日', '--12-05'],
    ['31.12.2026', '2026-12-31'],
    ['03/04/2026', null],
    ['2026-02-30', null],
    ['soon', null],
  ] as const)('"%s" is the day %s', (text, date) => expect(readDate(text)).toBe(date))
})

describe('a text', () => {
  const texts = [
    { language: 'zh-TW', text: '您好' },
    { language: 'en', text: 'Hello' },
    { language: 'zh-CN', text: '您好啊' },
  ]
  it('follows the language of the customer, else what they wrote in, else the first', () => {
    expect(textFor(texts, { language: 'zh-CN', phone: null, wrote: '' })).toBe('您好啊')
    expect(textFor(texts, { language: 'pt-BR', phone: null, wrote: '' })).toBe('您好')
    expect(textFor(texts, { language: null, phone: null, wrote: 'good morning' })).toBe('Hello')
    expect(textFor(texts, { language: null, phone: null, wrote: '早安' })).toBe('您好')
  })
  it('has no holes where a value is missing', () => {
    expect(fillText('Hello {{name}}, welcome', {})).toBe('Hello, welcome')
    expect(fillText('Hello {{name|friend}}', { name: '' })).toBe('Hello friend')
    expect(fillText('Hello {{name|friend}}', { name: 'Ann' })).toBe('Hello Ann')
  })
})

describe('a planned step', () => {
  const fine: DueFacts = {
    dueAt: 100 * HOUR,
    now: 100 * HOUR,
    graceMs: 12 * HOUR,
    quietUntil: null,
    isOn: true,
    isPaused: false,
    isBlocked: false,
    hasReplied: false,
    hasOrdered: false,
    isUnwanted: false,
    hasChanged: false,
    isBusy: false,
  }
  it('is said in time, waits through quiet hours, and is skipped when it is later than its grace', () => {
    expect(decideDue(fine)).toEqual({ send: true })
    expect(decideDue({ ...fine, quietUntil: 105 * HOUR })).toEqual({ waitUntil: 105 * HOUR })
    expect(decideDue({ ...fine, now: 113 * HOUR })).toEqual({ skip: 'too-late' })
    expect(decideDue({ ...fine, now: 113 * HOUR, quietUntil: 115 * HOUR })).toEqual({ skip: 'too-late' })
  })
  it.each([
    ['isOn', false, 'switched-off'],
    ['isPaused', true, 'paused'],
    ['isBlocked', true, 'blocked'],
    ['hasReplied', true, 'replied'],
    ['hasOrdered', true, 'ordered'],
    ['isUnwanted', true, 'opted-out'],
    ['hasChanged', true, 'order-changed'],
    ['isBusy', true, 'person-busy'],
  ] as const)('is skipped where %s is %s: %s', (fact, value, skip) => {
    expect(decideDue({ ...fine, [fact]: value })).toEqual({ skip })
  })
})

describe('recommending', () => {
  it('follows the rules that fit, then what goes together, without what was bought lately or is sold out', () => {
    const work = {
      kind: 'recommend' as const,
      words: [],
      texts: [],
      rules: [
        { ruleId: 'a', tags: ['Oolong'], bought: [], retailerIds: ['O1', 'O2'] },
        { ruleId: 'b', tags: [], bought: ['CUP'], retailerIds: ['POT'] },
        { ruleId: 'c', tags: ['coffee'], bought: [], retailerIds: ['C1'] },
      ],
      alsoBought: true,
      leaveOutBoughtDays: 30,
      most: 4,
      otherwise: ['GIFT'],
    }
    const tastes = {
      tags: ['oolong'],
      bought: ['CUP', 'O1'],
      lately: ['O1'],
      together: ['POT', 'TRAY', 'OLD'],
      isSold: (code: string) => code !== 'OLD',
    }
    expect(rankProducts(work, tastes)).toEqual(['O2', 'POT', 'TRAY', 'GIFT'])
  })
})

describe('the guard against other machines', () => {
  const bounds = { messages: 12, minutes: 10 }
  const talk = (waitMs: number, count: number, text = (at: number) => `text ${at}`): Turn[] =>
    Array.from({ length: count }, (_, at) => [
      { direction: 'in' as const, at: at * (waitMs + 1_000), isAutomatic: false, text: text(at) },
      { direction: 'out' as const, at: at * (waitMs + 1_000) + 1_000, isAutomatic: true, text: `answer ${at}` },
    ]).flat()

  it('lets people talk', () => expect(isLoop(talk(20_000, 6), 140_000, bounds)).toBe(false))
  it('sees answers within a second', () => expect(isLoop(talk(500, 5), 8_000, bounds)).toBe(true))
  it('sees the same words four times', () =>
    expect(
      isLoop(
        talk(20_000, 4, () => 'hi'),
        90_000,
        bounds,
      ),
    ).toBe(true))
  it('sees its own words sent back twice', () =>
    expect(
      isLoop(
        talk(20_000, 4, (at) => (at === 0 ? 'hi' : `answer ${at - 1}`)),
        90_000,
        bounds,
      ),
    ).toBe(true))
  it('never lets more than the set number of automatic messages through, whatever is written and however fast', () => {
    // Any pace and any words: 200 talks, each from another seed.
    for (let seed = 1; seed <= 200; seed += 1) {
      let state = seed
      const next = (most: number): number => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
        return Math.floor((state / 2_147_483_648) * most)
      }
      const turns: Turn[] = []
      let now = 0
      for (let turn = 0; turn < 60; turn += 1) {
        now += next(30_000)
        turns.push({ direction: 'in', at: now, isAutomatic: false, text: `t${next(50)}` })
        if (!isLoop(turns, now, bounds)) turns.push({ direction: 'out', at: now, isAutomatic: true, text: `a${next(50)}` })
        const recent = turns.filter(({ at, isAutomatic }) => isAutomatic && at > now - bounds.minutes * 60_000)
        expect(recent.length).toBeLessThanOrEqual(bounds.messages)
      }
    }
  })
})
