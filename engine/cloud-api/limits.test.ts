import { afterEach, describe, expect, it } from 'vitest'
import type { Result } from '#contract/kernel/result.ts'
import type { CloudApi } from './face.ts'
import { autumnSale } from './fixtures/template-drives.ts'
import { answer } from './fixtures/raw-server.ts'
import { openShop, type Shop } from './fixtures/shop.ts'

const open: Shop[] = []
afterEach(async () => {
  for (const shop of open.splice(0)) await shop.close()
})

type Case = [name: string, run: (api: CloudApi) => Promise<Result<unknown>>, error: { code: string; params?: Record<string, unknown> }]
const tooLong = (field: string, limit: number) => ({ code: 'form-text-too-long', params: { field, limit } })
const refusedAt = (field: string) => ({ code: 'form-value-refused', params: { field } })
const rule = (name: string, field: string) => ({ code: 'template-rule-broken', params: { rule: name, field } })
const https = 'https://shop.example/'
const product = { retailer_id: 'A', name: 'Tea', price: 100, currency: 'TWD' }

describe('nothing that Meta would refuse leaves', () => {
  it.each<Case>([
    ['about of 140', (api) => api.profile.save({ about: 'x'.repeat(140) }), tooLong('about', 139)],
    ['an empty about', (api) => api.profile.save({ about: '' }), { code: 'form-text-missing', params: { field: 'about' } }],
    [
      'three websites',
      (api) => api.profile.save({ websites: [https, https, https] }),
      { code: 'form-too-many', params: { field: 'websites', limit: 2 } },
    ],
    ['a website without https', (api) => api.profile.save({ websites: ['shop.example'] }), refusedAt('websites.0')],
    ['a description of 513', (api) => api.profile.save({ description: 'x'.repeat(513) }), tooLong('description', 512)],
    ['no mail address', (api) => api.profile.save({ email: 'shop' }), refusedAt('email')],
    ['a trade that is none', (api) => api.profile.save({ vertical: 'TEA' as never }), refusedAt('vertical')],
    ['a field that Meta does not know', (api) => api.profile.save({ hours: '9-5' } as never), refusedAt('')],
    ['a prepared text of 141', (api) => api.qrCodes.create({ prefilled_message: 'x'.repeat(141) }), tooLong('prefilled_message', 140)],
    [
      'five prompts',
      (api) => api.conversation.save({ prompts: ['1', '2', '3', '4', '5'] }),
      { code: 'form-too-many', params: { limit: 4 } },
    ],
    ['a prompt with an emoji', (api) => api.conversation.save({ prompts: ['Tea 🍵?'] }), refusedAt('prompts.0')],
    [
      'a promo code with a dash',
      (api) => api.signups.create({ confirmation_message: 'x', privacy_policy_url: https, promo_code: 'A-1' }),
      refusedAt('promo_code'),
    ],
    [
      'a thank-you of 301',
      (api) => api.signups.create({ confirmation_message: 'x'.repeat(301), privacy_policy_url: https }),
      tooLong('confirmation_message', 300),
    ],
    [
      'a page without https',
      (api) => api.signups.create({ confirmation_message: 'x', privacy_policy_url: 'http://shop.example' }),
      refusedAt('privacy_policy_url'),
    ],
    ['nobody to block', (api) => api.blocks.add([]), { code: 'form-too-few', params: { field: 'block_users' } }],
    ['a PIN of five digits', (api) => api.number.setPin('12345'), refusedAt('pin')],
    ['a code with letters', (api) => api.number.verifyCode('12345a'), refusedAt('code')],
    ['a language without country', (api) => api.number.requestCode({ code_method: 'SMS', language: 'zh' }), refusedAt('language')],
    ['a user name in capitals', (api) => api.number.setUsername({ username: 'TeaShop' }), refusedAt('username')],
    ['a display name of one letter', (api) => api.number.setDisplayName('T'), { code: 'form-text-missing', params: { limit: 2 } }],
    [
      'a callback of 201 characters',
      (api) => api.webhooks.setNumberCallback({ url: https + 'x'.repeat(180), verifyToken: 'vt' }),
      tooLong('webhook_configuration.override_callback_uri', 200),
    ],
    [
      'eleven templates to sum',
      (api) => api.templates.analytics({ start: 1, end: 2, template_ids: Array.from({ length: 11 }, String) }),
      { code: 'form-too-many', params: { field: 'template_ids', limit: 10 } },
    ],
    ['a price with cents as fraction', (api) => api.catalog.createProduct('50', { ...product, price: 4.5 }), refusedAt('price')],
    ['a price below nothing', (api) => api.catalog.createProduct('50', { ...product, price: -1 }), refusedAt('price')],
    ['an edit that changes nothing', (api) => api.catalog.editProduct('60', {}), refusedAt('')],
    [
      'a country in small letters',
      (api) => api.insights.pricing({ start: 1, end: 2, granularity: 'DAILY', country_codes: ['hk'] }),
      refusedAt('country_codes.0'),
    ],
    ['a name with capitals', (api) => api.templates.create({ ...autumnSale, name: 'Autumn' }), rule('name-letters', 'name')],
    [
      'a field at the end',
      (api) =>
        api.templates.edit('90', { components: [{ type: 'BODY', text: 'Our box is here, {{1}}', example: { body_text: [['Mei']] } }] }),
      rule('field-last', 'body.1'),
    ],
  ])('%s', async (_name, run, error) => {
    const shop = await openShop(answer(200, '{"success":true}'))
    open.push(shop)
    expect(await run(shop.api)).toMatchObject({ ok: false, error })
    expect(shop.server.received).toHaveLength(0)
  })

  it.each(['', '.', '..', '../10', '90/unpause', '90?x=1', '90#', ' ', '９０'])('no id %j that leads to another place', async (id) => {
    const shop = await openShop(answer(200, '{"success":true}'))
    open.push(shop)
    expect(await shop.api.catalog.removeProduct(id)).toMatchObject({
      ok: false,
      error: { code: 'form-value-refused', params: { field: 'id' } },
    })
    expect(shop.server.received).toHaveLength(0)
  })

  it('never repeats the value that was refused', async () => {
    const shop = await openShop(answer(200, '{"success":true}'))
    open.push(shop)
    const result = await shop.api.blocks.add([{ user: '+886912345678'.repeat(5) }])
    expect(result.ok).toBe(false)
    expect(JSON.stringify(result)).not.toContain('886912345678')
  })
})
