import { describe, expect, it } from 'vitest'
import { fail, ok } from '#contract/kernel/result.ts'
import type { CallEngine } from '../engine-host/index.ts'
import { switchOnAutomations } from './demo-automations.ts'

const texts = (text: string) => [{ language: 'en', text }]
const starter = (kind: string, text: string, savedBy = '') => ({
  automationId: `aut_${kind}`,
  name: kind,
  kind,
  savedBy,
  work: { kind, answer: { kind: 'text', texts: texts(text) } },
})

/** An engine with these automations that remembers what it was asked. */
const engineWith = (automations: readonly object[], answers: Readonly<Record<string, unknown>> = {}) => {
  const asked: [string, unknown][] = []
  const call = (async (name: string, input: unknown) => {
    if (name !== 'automation.list') asked.push([name, input])
    return name === 'automation.list' ? ok({ automations }) : (answers[name] ?? ok({}))
  }) as unknown as CallEngine
  return { asked, call }
}

const four = (savedBy = '') => [
  starter('offer-words', 'Done'),
  starter('greeting', 'Hello'),
  starter('away', 'Closed'),
  starter('keywords', 'You find us here: (write your address)', savedBy),
  starter('menu', '地址：（請填寫地址）'),
]

describe('the automations of the demo shop', () => {
  it('answer from the first day on, with opening hours and an address', async () => {
    const { asked, call } = engineWith(four())
    expect(await switchOnAutomations(call, 'zh-TW')).toEqual(ok(undefined))
    expect(asked.map(([name]) => name)).toEqual([
      'profile.saveHours',
      ...Array.from({ length: 4 }, () => ['automation.switch', 'automation.save']).flat(),
    ])
    const switched = asked.flatMap(([name, input]) => (name === 'automation.switch' ? [input] : []))
    expect(switched).toEqual(['greeting', 'menu', 'away', 'keywords'].map((kind) => ({ automationId: `aut_${kind}`, on: true })))
    const saved = JSON.stringify(asked)
    expect(saved.match(/春日街 18 號/gu)).toHaveLength(2)
    expect(saved).not.toMatch(/write your address|請填寫地址/u)
  })

  it('stay as the owner left them', async () => {
    for (const automations of [four('owner'), [starter('greeting', 'Hello')]]) {
      const { asked, call } = engineWith(automations)
      expect(await switchOnAutomations(call, 'en')).toEqual(ok(undefined))
      expect(asked).toEqual([])
    }
  })

  it('say why they could not be switched on', async () => {
    const { asked, call } = engineWith(four(), { 'automation.switch': fail('automation-not-ready') })
    expect(await switchOnAutomations(call, 'en')).toEqual(fail('automation-not-ready'))
    expect(asked).toHaveLength(2)
  })
})
