import { expect } from '@playwright/test'
import type { OpenApp } from '../support/app/index.ts'
import { colourViolationsOf, violationsOf } from '../support/axe.ts'
import { sharedDemoTest as test, type Hand } from '../support/hand/index.ts'
import { wear } from '../support/stand-still.ts'

const ANSWER = 'Two places are behind the house.'
const OTHER = 'The last guests come at eight.'

/** Somebody outside with a phone, whom the shop does not know yet. */
async function phoneOf(shop: OpenApp, digits: string) {
  const status = await shop.call('connection.status', {})
  const base = `${status.ok ? (status.value?.baseUrl ?? '') : ''}/simulator`
  return {
    async write(text: string): Promise<void> {
      await fetch(`${base}/say`, {
        method: 'POST',
        body: JSON.stringify({ from: `+${digits}`, text }),
        headers: { 'content-type': 'application/json' },
      })
    },
    /** What came to this phone so far. */
    async got(): Promise<string> {
      const answer: unknown = await (await fetch(`${base}/ledger`)).json()
      const { data } = answer as { readonly data: readonly { readonly to: string; readonly kind: string; readonly body: string }[] }
      return data
        .filter(({ to, kind }) => to.endsWith(digits) && kind === 'accepted')
        .map(({ body }) => body)
        .join('\n')
    },
  }
}

const customerOf = async (shop: OpenApp, digits: string): Promise<string> => {
  const found = await shop.call('customer.list', { search: digits.slice(-6), limit: 1 })
  return found.ok ? (found.value.customers[0]?.customerId ?? '') : ''
}

async function addQuestion(hand: Hand, at: number, { word, answer }: { readonly word: string; readonly answer: string }): Promise<void> {
  await hand.click('automation-rule-add')
  const rule = hand.at('automation-rule').nth(at)
  await rule.getByTestId('automation-rule-words-new').fill(word)
  await hand.press('Enter')
  await rule.getByTestId('automation-rule-answer-text').fill(answer)
}

test('lets all rest with one button, and lays a doubtful wish aside until a person says what it meant', async ({ hand, shop }) => {
  const digits = '886955120121'
  const phone = await phoneOf(shop, digits)
  await hand.click('sidebar-automations')
  await hand.click(hand.page.locator('[data-kind="keywords"]').getByTestId('automation-row-switch'))
  await hand.click('automations-pause')
  await hand.see('automations-paused')
  await phone.write('please stop sending me the blue ones')
  await hand.click('automation-open-doubts')
  await expect(hand.at('automation-doubt')).toContainText('blue ones')
  await hand.click('automation-doubt-stop')
  await hand.click('automation-doubt-undo')
  await hand.click('automation-doubt-stop')
  // Whoever leaves has decided.
  await hand.click('automation-open-rules')
  const customerId = await customerOf(shop, digits)
  await expect
    .poll(async () => {
      const card = await shop.call('customer.get', { customerId })
      return card.ok ? card.value.offers : null
    })
    .toBe('no')
  expect(await phone.got()).toBe('')
  await hand.click('automations-pause')
  await expect(hand.at('automations-state')).toContainText('All running')
})

test('answers a question on the phone, rests while a person writes, and answers again once it is handed back', async ({ hand, shop }) => {
  const digits = '886955120120'
  const phone = await phoneOf(shop, digits)
  await hand.click('sidebar-automations')
  await expect(hand.at('automation-row')).toHaveCount(6)
  await hand.click('automation-new')
  await hand.click('automation-new-keywords')
  await addQuestion(hand, 0, { word: 'parking', answer: ANSWER })
  await addQuestion(hand, 1, { word: 'dinner', answer: OTHER })
  await expect(hand.at('automation-saved')).toHaveAttribute('data-state', 'saved')
  await expect(hand.at('automation-sentence')).toContainText('2 questions')
  await hand.click('automation-switch')
  await hand.type('automation-try-text', 'is there PARKING for cars?')
  await expect(hand.at('automation-try-winner')).toContainText('parking')
  await expect(hand.at('automation-try-message')).toContainText(ANSWER)
  expect(await violationsOf(hand.page)).toEqual([])
  await wear(shop, { theme: 'dark' })
  expect(await colourViolationsOf(hand.page)).toEqual([])
  await wear(shop, { theme: 'light' })

  await phone.write('is there parking?')
  await expect.poll(phone.got).toContain(ANSWER)
  await hand.click(hand.at('automation-use').first().getByTestId('automation-use-chat'))
  await hand.click('inbox-automation-wrong')
  await expect(hand.at('inbox-automation-mark')).toContainText('Marked wrong')

  // Whoever begins to write is at it; nothing has been sent yet.
  await hand.type('inbox-composer-text', 'I am here now')
  await hand.see('inbox-automation-rests')
  await hand.click('inbox-composer-send')
  await phone.write('and dinner?')
  await expect(hand.at('inbox-bubble').filter({ hasText: 'and dinner?' })).toBeVisible()
  expect(await phone.got()).not.toContain(OTHER)
  await hand.click('inbox-automation-hand-back')
  await expect(hand.at('inbox-automation-rests')).toBeHidden()
  await phone.write('dinner please')
  await expect.poll(phone.got).toContain(OTHER)
})
