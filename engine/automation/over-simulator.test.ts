import { onTestFinished, describe, expect, it } from 'vitest'
import { calls } from '#contract/ipc/index.ts'
import { automate, questions } from '../../test/support/automation-shop.ts'
import { bubbles, connectedShop, until, writeFromOutside } from '../../test/support/chat-shop.ts'
import type { CallContext } from '../kernel/index.ts'

const OWNER: CallContext = { role: 'owner', person: 'owner', signal: new AbortController().signal }

describe('an automation over the wire', () => {
  it('answers a message that came by webhook, and what it says is delivered', async () => {
    const { shop, simulator } = await connectedShop()
    const { room } = automate(shop, [])
    onTestFinished(() => room.stop())
    room.begin()
    const work = questions({ open: 'From ten to seven.' })
    const saved = await room.handlers['automation.save']?.(calls['automation.save'].input.parse({ name: 'Questions', work }), OWNER)
    if (saved?.ok !== true) throw new Error('the automation was not saved')
    await room.handlers['automation.switch']?.({ automationId: saved.value.automationId, on: true }, OWNER)
    const customerId = await writeFromOutside(shop, simulator, { text: 'are you open?' })
    const all = await until(
      () => bubbles(shop, customerId),
      (messages) => messages.some(({ direction, state }) => direction === 'out' && ['delivered', 'read'].includes(state)),
    )
    expect(all.map(({ direction, sentBy, content }) => [direction, sentBy, content])).toEqual([
      ['in', null, { kind: 'text', text: 'are you open?' }],
      ['out', 'auto', { kind: 'text', text: 'From ten to seven.' }],
    ])
  })
})
