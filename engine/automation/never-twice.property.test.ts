import { describe, expect, it } from 'vitest'
import { automationShop, questions, switchedOn } from '../../test/support/automation-shop.ts'
import { SAME_ANSWER_MS } from '#contract/limits/automation.ts'
import { sql } from '../store/index.ts'

const WORDS = ['open', 'price', 'way', 'open and price', 'menu', 'blue', 'agent'] as const
const MINUTE = 60_000

function dice(seed: number): (most: number) => number {
  let state = seed
  return (most) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * most)
  }
}

describe('automations', () => {
  it.each([1, 2, 3])('never say the same to one customer twice within ten minutes (talk %i)', async (seed) => {
    const one = await automationShop()
    await switchedOn(one, 'Questions', questions({ open: 'From ten to seven.', price: 'Five.', way: 'By the river.' }))
    await switchedOn(one, 'Menu', {
      kind: 'menu',
      words: ['menu'],
      texts: [{ language: 'en', text: 'What next?' }],
      form: 'buttons',
      options: [{ optionId: 'a', labels: [{ language: 'en', text: 'A' }], ending: {} }],
    })
    const next = dice(seed)
    let customerId = ''
    for (let turn = 0; turn < 40; turn += 1) {
      customerId = await one.say(WORDS[next(WORDS.length)] ?? 'open')
      await one.settle(next(4) * MINUTE)
      if (next(3) === 0) await one.call('automation.handBack', { customerId })
    }
    const said = one.shop.vault.store.read.all<{ hash: string; at: number }>(sql`select hash, at from automation_said order by at`)
    expect(said.length).toBeGreaterThan(3)
    const tooSoon = said.filter((two, place) =>
      said.slice(0, place).some((first) => first.hash === two.hash && two.at - first.at < SAME_ANSWER_MS),
    )
    expect(tooSoon).toEqual([])
  })
})
