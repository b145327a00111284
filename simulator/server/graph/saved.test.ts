import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { productsPageSchema } from '#contract/cloud-api/answer-catalog.ts'
import { createdAnswerSchema } from '#contract/cloud-api/answer-common.ts'
import { templatesPageSchema } from '#contract/cloud-api/answer-template.ts'
import { profileAnswerSchema } from '#contract/cloud-api/manage-profile.ts'
import { startForTest } from '../../testing/harness.ts'
import { aDraft, bodyOf, created, pass } from '../../testing/management.ts'

it('what a shop made is still there after a restart, and a review goes on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const stateFile = join(folder, 'state.json')
  const first = await startForTest({ stateFile })
  const { wabaId, catalogId, phoneNumberId } = first.simulator.facts
  const { id } = await created(first)
  await first.graph('DELETE', `${wabaId}/message_templates?name=notice`)
  const product = { retailer_id: 'NEW-1', name: 'New tea', price: 100, currency: 'TWD', image_url: 'https://shop.example/a.jpg' }
  const productId = createdAnswerSchema.parse(bodyOf(await first.graph('POST', `${catalogId}/products`, { body: product }))).id
  await first.graph('POST', `${phoneNumberId}/whatsapp_business_profile`, { body: { messaging_product: 'whatsapp', about: 'New words' } })
  await first.simulator.stop()
  const second = await startForTest({ stateFile })
  await pass(second, 5_000)
  const templates = templatesPageSchema.parse(bodyOf(await second.graph('GET', `${wabaId}/message_templates`))).data
  expect(templates.map((one) => one.name)).toEqual(['hello', 'coupon', 'autumn_box'])
  expect(templates.find((one) => one.id === id)?.status).toBe('APPROVED')
  expect(Number((await created(second, aDraft({ name: 'next', language: 'zh_TW' }))).id)).toBeGreaterThan(Number(id))
  const page = productsPageSchema.parse(bodyOf(await second.graph('GET', `${catalogId}/products?fields=id,retailer_id,name,review_status`)))
  expect(page.data.at(-1)).toMatchObject({ id: productId, retailer_id: 'NEW-1', review_status: 'approved' })
  const profile = await second.graph('GET', `${phoneNumberId}/whatsapp_business_profile?fields=about`)
  expect(profileAnswerSchema.parse(bodyOf(profile)).about).toBe('New words')
})
