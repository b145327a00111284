import { describe, expect, it } from 'vitest'
import { AutomationWork } from '#contract/ipc/automation.ts'
import { blankStep, blankWork, noEnding } from './blank-work.ts'
import { placeOf } from './detail/place.ts'
import { addedWords } from './edit/added-words.ts'
import { nextKey, nextOf, unreached } from './edit/flow-steps.ts'
import { moved } from './lists.ts'
import { missingIn } from './missing.ts'
import { partsOf } from './try/message-parts.ts'
import { partWords } from './try/part-words.ts'
import type { FlowStep, Kind, WorkOf } from './types.ts'

const kinds: readonly Kind[] = ['greeting', 'away', 'keywords', 'menu', 'flow', 'recommend', 'survey', 'reminder', 'drip', 'offer-words']
const words = {
  menu: 'm',
  option: 'o',
  question: 'q',
  list: 'l',
  recommend: 'r',
  survey: 's',
  good: 'g',
  fair: 'f',
  poor: 'p',
  thanks: 't',
}

describe('a new automation', () => {
  it.each(kinds)('of the kind %s is one that the engine takes, with nothing missing', (kind) => {
    const work = blankWork(kind, 'zh-TW', words)
    expect(AutomationWork.safeParse(work).success).toBe(true)
    expect(missingIn('name', work)).toEqual([])
  })
})

describe('what is missing before it can be saved', () => {
  const keywords = (rule: Partial<WorkOf<'keywords'>['rules'][number]>): WorkOf<'keywords'> => ({
    kind: 'keywords',
    rules: [
      {
        ruleId: 'a',
        name: '',
        words: ['x'],
        match: 'contains',
        languages: [],
        answer: { kind: 'text', texts: [{ language: 'en', text: '' }] },
        afterwards: 'nothing',
        ...rule,
      },
    ],
  })

  it('names the rule without words, and what its answer lacks', () => {
    expect(missingIn('name', keywords({ words: [], answer: { kind: 'products', retailerIds: [], texts: [] } }))).toEqual([
      { what: 'words', at: 1 },
      { what: 'products', at: 1 },
    ])
  })

  it('agrees with the contract: what is complete here is taken there, what is not is refused', () => {
    const whole = keywords({})
    const without = keywords({ words: [] })
    expect([whole, without].map((work) => missingIn('name', work).length === 0)).toEqual(
      [whole, without].map((work) => AutomationWork.safeParse(work).success),
    )
  })

  it('asks for a name', () => {
    expect(missingIn('  ', keywords({}))).toEqual([{ what: 'name', at: 0 }])
  })

  it('looks into the ends of branches', () => {
    const step = blankStep([{ language: 'en', text: 'q' }])
    const end = { kind: 'end' as const, ending: { ...noEnding, answer: { kind: 'products' as const, retailerIds: [], texts: [] } } }
    expect(missingIn('name', { kind: 'flow', words: [], steps: [{ ...step, next: end }], expiresHours: 4 })).toEqual([
      { what: 'products', at: 1 },
    ])
  })
})

describe('words as tags', () => {
  it('are parted by commas of any script, once each, and cut at the most that fits', () => {
    expect(addedWords(['營業'], ' 幾點，Open、open,營業\n', 50)).toEqual(['營業', '幾點', 'Open'])
    expect(addedWords(['a'], 'b,c', 2)).toEqual(['a', 'b'])
    expect(addedWords([], 'x'.repeat(80), 5)[0]).toHaveLength(60)
  })
})

describe('steps of guided questions', () => {
  const step = (stepId: string, next: FlowStep['next']): FlowStep => ({ ...blankStep([{ language: 'en', text: stepId }]), stepId, next })
  const end: FlowStep['next'] = { kind: 'end', ending: noEnding }

  it('that no answer leads to are found, a circle included', () => {
    const steps = [step('one', { kind: 'step', stepId: 'two' }), step('two', { kind: 'step', stepId: 'one' }), step('three', end)]
    expect(unreached(steps)).toEqual(['three'])
  })

  it('count the way of a step only where an answer has none of its own', () => {
    const own = { kind: 'step' as const, stepId: 'two' }
    const option = { optionId: 'a', labels: [{ language: 'en', text: 'a' }], descriptions: [], next: own }
    const first: FlowStep = {
      ...step('one', { kind: 'step', stepId: 'three' }),
      answer: { kind: 'choice', form: 'buttons', buttonLabels: [], options: [option] },
    }
    expect(unreached([first, step('two', end), step('three', end)])).toEqual(['three'])
  })

  it('keep an end that was written when the same choice is taken again', () => {
    const said: FlowStep['next'] = { kind: 'end', ending: { ...noEnding, tag: 'vip' } }
    expect(nextOf(nextKey(said), said)).toBe(said)
    expect(nextOf('step:two', said)).toEqual({ kind: 'step', stepId: 'two' })
    expect(nextOf('same', said)).toBeNull()
  })
})

describe('parts in an order', () => {
  it('move by one and stay where there is no room', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  })
})

describe('the place of something missing', () => {
  it('is the part with its number as people count', () => {
    expect(placeOf('rules.2.answer.texts.0')).toEqual({ part: 'rule', number: 3 })
    expect(placeOf('steps.0.next')).toEqual({ part: 'step', number: 1 })
    expect(placeOf('answer')).toEqual({ part: 'none', number: 0 })
  })
})

describe('what is shown of an answer', () => {
  it('is its words, what can be tapped, and its products', () => {
    expect(partsOf({ kind: 'menu', form: 'button', header: '', text: 'choose', footer: '', options: ['a', 'b'] })).toEqual({
      text: 'choose',
      options: ['a', 'b'],
      products: [],
    })
    const items = [{ retailerId: 'x', name: 'Oolong', price: '' }]
    expect(partsOf({ kind: 'products', header: '', text: '', items }).products).toEqual(['Oolong'])
  })
})

describe('what decided', () => {
  it('is told in words where a person is asked, and by its own name where the shop gave one', () => {
    const t = (id: string): string => id
    expect(partWords({ decidedBy: 'hand-over', partName: 'order-trouble' }, t)).toBe('automation.handOver.order')
    expect(partWords({ decidedBy: 'keywords', partName: 'asked' }, t)).toBe('asked')
    expect(partWords({ decidedBy: 'hand-over', partName: '' }, t)).toBe('')
  })
})
