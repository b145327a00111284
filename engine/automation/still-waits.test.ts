import { describe, expect, it } from 'vitest'
import { answer, automationShop, questions, switchedOn, type AutomationShop } from '../../test/support/automation-shop.ts'
import { valueOf } from '../../test/support/chat-shop.ts'

const waits = async ({ shop }: AutomationShop, customerId: string) => {
  const { conversations } = valueOf(await shop.call('inbox.list', {}))
  return conversations.find((one) => one.customerId === customerId)?.waitingSince !== null
}

describe('whoever waits for an answer', () => {
  it('still waits after a greeting, an away text and words that a person will come, and no longer after an answer', async () => {
    const one = await automationShop()
    await switchedOn(one, 'Greeting', { kind: 'greeting', when: { kind: 'first-ever' }, answer: answer('Welcome') })
    await switchedOn(one, 'Questions', questions({ open: 'From ten.' }))
    const customerId = await one.say('do you have oolong?')
    expect(await waits(one, customerId)).toBe(true)
    await one.say('are you open?')
    expect(await waits(one, customerId)).toBe(false)
    await one.say('I want to talk to a real person')
    expect(await waits(one, customerId)).toBe(true)
    const closed = await automationShop()
    await switchedOn(closed, 'Away', {
      kind: 'away',
      hours: { kind: 'own', hours: [{ day: 1, opens: '10:00', closes: '11:00' }] },
      answer: answer('We are closed'),
    })
    expect(await waits(closed, await closed.say('hello?'))).toBe(true)
  })
})
