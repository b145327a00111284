import { createHmac } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { expect } from '@playwright/test'
import { violationsOf } from '../support/axe.ts'
import { openChatOf, openNumberPage, realNumberTest as test } from '../support/hand/index.ts'
import type { SimulatorProcess } from '../support/simulator-process.ts'
import { sampleFacts } from '../support/webhooks/envelope.ts'
import { webhookSamples } from '../support/webhooks/samples.ts'

/** Posts a sample as Meta would for this number, signed with its app secret; the message ids stay as they are. */
async function post(to: string, meta: SimulatorProcess, name: string): Promise<void> {
  const sample = webhookSamples.find((one) => one.name === name)
  const body = JSON.stringify(sample?.payload ?? {}).replaceAll(sampleFacts.phoneNumberId, meta.facts.phoneNumberId)
  const signature = createHmac('sha256', meta.facts.appSecret).update(body).digest('hex')
  const answer = await fetch(to, { method: 'POST', body, headers: { 'x-hub-signature-256': `sha256=${signature}` } })
  expect([name, answer.status]).toEqual([name, 200])
}

/** Words by which each kind is recognised in the chat. */
const seen: readonly (readonly [string, string | RegExp])[] = [
  ['text', 'Still available today?'],
  ['forwarded', 'Forwarded'],
  ['product enquiry', /Asks about/],
  ['from an ad', 'Came from an ad: Box'],
  ['image', /Photo.*JPEG/],
  ['voice note', /Voice message.*OGG/],
  ['document', /Document.*a\.pdf.*PDF/],
  ['location', '1 Road'],
  ['contacts', '+852 5550 3333'],
  ['contact-info answer', 'Answered the request for a number'],
  ['order', 'no nuts'],
  ['template quick reply', 'Stop promotions'],
  ['list row', '20 cm'],
  ['flow answer', /day.*Friday/s],
  ['shared product', 'SKU-17'],
  ['call permission', 'Allows the shop to call'],
  ['identity changed', /may use another phone/],
  ['unsupported', 'WhatsApp says: Polls are not supported'],
  ['unsupported on another device', "can only be read on the shop's phone"],
  ['broken interactive', 'Something went wrong'],
  ['echo text', "Sent from the shop's phone"],
  ['history chunk', 'From before the phone was joined'],
]

test('shows every kind of message by what it is', async ({ shop, hand, meta }) => {
  const tunnel = await openNumberPage(hand, shop, meta)
  // The edit belongs to the first of them, and after the number changed nobody else writes.
  for (const name of [...seen.map(([one]) => one), 'edit', 'number changed']) await post(tunnel.url, meta, name)
  await hand.click('sidebar-inbox')
  await openChatOf(hand, 'Mei')
  const log = hand.at('inbox-log')
  for (const [name, words] of seen) await expect(log.getByTestId('inbox-bubble').filter({ hasText: words }).first(), name).toBeAttached()
  await expect(log.getByTestId('inbox-bubble-edited')).toContainText('Before: Still available?')
  await expect(log).toContainText('+852 5550 7777')
  expect(await violationsOf(hand.page)).toEqual([])
  mkdirSync('shots/inbox', { recursive: true })
  for (const quarter of [0, 1, 2, 3, 4]) {
    await log.evaluate((region, part) => {
      region.scrollTop = -part * (region.scrollHeight - region.clientHeight)
    }, quarter / 4)
    await hand.page.screenshot({ path: `shots/inbox/kinds-${quarter}.png` })
  }
  await tunnel.close()
})
