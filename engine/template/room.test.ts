import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { CallInput, CallName, CallOutput } from '#contract/ipc/index.ts'
import { connectedShop, connectedShopBeside, until } from '../../test/support/chat-shop.ts'

type Built = Awaited<ReturnType<typeof connectedShop>>
type Draft = CallOutput<'template.draft'>
type Text = Draft['content']['texts'][number]
type SampleId = NonNullable<Text['header']['sampleId']>

/** A call that must be answered. */
async function must<N extends CallName>({ shop }: Built, name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const result = await shop.call(name, input)
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`)
  return result.value
}

type Starter = Extract<CallInput<'template.draftFrom'>, { kind: 'starter' }>['starter']

const begin = async (built: Built, starter: Starter = 'coupon', languages = ['en']): Promise<Draft> => {
  const { draftId } = await must(built, 'template.draftFrom', { kind: 'starter', starter, languages })
  return must(built, 'template.draft', { draftId })
}

const change = async (built: Built, draft: Draft, over: (content: Draft['content']) => Draft['content']): Promise<Draft> => {
  await must(built, 'template.saveDraft', { draftId: draft.draftId, content: over(draft.content) })
  return must(built, 'template.draft', { draftId: draft.draftId })
}

const submit = async (built: Built, draft: Draft) =>
  (await must(built, 'template.submit', { draftId: draft.draftId, languages: draft.content.texts.map(({ language }) => language) })).states

const statusOf = async (built: Built, name: string, language = 'en') =>
  (await must(built, 'template.list', { search: name })).templates.find((one) => one.name === name && one.language === language)

/** Waits for the webhook that changes a template's state. */
const waitFor = (built: Built, name: string, status: string) =>
  until(
    () => statusOf(built, name),
    (template) => template?.status === status,
  )

const withBody = (body: string) => (content: Draft['content']) => ({ ...content, texts: content.texts.map((text) => ({ ...text, body })) })

function photo(): string {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-sample-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'box.png')
  // The smallest picture there is: one pixel.
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  writeFileSync(path, Buffer.from(pixel, 'base64'))
  return path
}

describe('a draft against the simulator', () => {
  it('is handed in in two languages, reviewed, and approved by webhook', async () => {
    const built = await connectedShop()
    const draft = await begin(built, 'coupon', ['en', 'zh_TW'])
    expect(draft.name).toBe('coupon_offer')
    const states = await submit(built, draft)
    expect(states).toMatchObject([
      { language: 'en', state: 'sent', isChanged: false, error: null },
      { language: 'zh_TW', state: 'sent', isChanged: false, error: null },
    ])
    const approved = await waitFor(built, 'coupon_offer', 'APPROVED')
    expect(approved).toMatchObject({ category: 'MARKETING', sendable: true, parameterFormat: 'NAMED' })
    expect(approved?.buttons.map(({ type }) => type)).toEqual(['COPY_CODE', 'QUICK_REPLY', 'QUICK_REPLY'])
    expect((await must(built, 'template.overview', {})).drafts).toEqual([])
  })

  it('leaves nothing behind when it is thrown away on its way', async () => {
    const built = await connectedShop()
    const { draftId, content } = await begin(built)
    const [submitted, deleted] = await Promise.all([
      built.shop.call('template.submit', { draftId, languages: content.texts.map(({ language }) => language) }),
      built.shop.call('template.deleteDraft', { draftId }),
    ])
    expect(deleted.ok).toBe(true)
    expect(submitted).toMatchObject({ ok: false, error: { code: 'template-draft-missing' } })
    expect((await must(built, 'template.overview', {})).drafts).toEqual([])
  })

  it('uploads its photo only when it is handed in', async () => {
    const built = await connectedShop()
    const draft = await begin(built)
    const { sampleId } = await must(built, 'template.addSample', { draftId: draft.draftId, file: photo() })
    expect((await must(built, 'template.sample', { sampleId })).dataUrl).toMatch(/^data:image\/png;base64,/)
    const pictured = await change(built, draft, (content) => ({
      ...content,
      texts: content.texts.map((text) => ({ ...text, header: { format: 'IMAGE', text: '', sampleId } })),
    }))
    expect(await submit(built, pictured)).toMatchObject([{ state: 'sent' }])
    expect((await statusOf(built, 'coupon_offer'))?.header?.format).toBe('IMAGE')
  })

  it('keeps files that are not in the kept draft yet, and forgets those of before at the next start', async () => {
    const built = await connectedShop()
    const { draftId } = await begin(built)
    const file = photo()
    const add = () => must(built, 'template.addSample', { draftId, file })
    const [first, second] = [await add(), await add()]
    expect((await must(built, 'template.draft', { draftId })).samples).toEqual([first, second])
    built.shop.template.begin()
    expect((await must(built, 'template.draft', { draftId })).samples).toEqual([])
    await built.shop.template.stop()
  })

  it('takes every shape of the builder', async () => {
    const built = await connectedShop()
    const file = photo()
    const shaped = async (starter: Starter, shape: (text: Text, sampleId: SampleId) => Partial<Text>): Promise<unknown> => {
      const draft = await begin(built, starter)
      const { sampleId } = await must(built, 'template.addSample', { draftId: draft.draftId, file })
      const title = `shape ${starter}`
      const made = await change(built, draft, (content) => ({
        ...content,
        title,
        texts: content.texts.map((text) => ({ ...text, ...shape(text, sampleId) })),
      }))
      const [state] = await submit(built, made)
      return state?.error ?? state?.state
    }
    const link = { type: 'URL', text: 'See', value: 'https://shop.example/{{1}}', sample: 'https://shop.example/p' } as const
    expect([
      await shaped('carousel', ({ carousel }, sampleId) => ({
        carousel: carousel === null ? null : { ...carousel, cards: carousel.cards.map((card) => ({ ...card, sampleId })) },
      })),
      await shaped('limited-time', ({ buttons }, sampleId) => ({
        header: { format: 'IMAGE', text: '', sampleId },
        buttons: buttons.map((button) => (button.type === 'URL' ? link : button)),
      })),
      await shaped('products', () => ({})),
      await shaped('notice', () => ({ header: { format: 'LOCATION', text: '', sampleId: null } })),
    ]).toEqual(Array(4).fill('sent'))
  })

  it('is refused with the reason, mended and approved as the same template', async () => {
    const built = await connectedShop()
    const draft = await change(
      built,
      await begin(built),
      withBody('Dear {{customer_name}}, win a free jackpot with our tea!!! Come and see us today.'),
    )
    await submit(built, draft)
    const refused = await waitFor(built, 'coupon_offer', 'REJECTED')
    const detail = await must(built, 'template.detail', { templateId: refused?.templateId ?? '' })
    expect(detail.refusal).toMatchObject({ reason: 'INVALID_FORMAT', recommendation: expect.stringContaining('plainly') })
    const again = await must(built, 'template.draftFrom', { kind: 'template', templateId: refused?.templateId ?? '', use: 'change' })
    expect(again.draftId).toBe(draft.draftId)
    const mended = await change(built, draft, withBody('Dear {{customer_name}}, our new tea is here. Come and see us today.'))
    expect(mended.states).toMatchObject([{ state: 'sent', isChanged: true, templateId: refused?.templateId }])
    await submit(built, mended)
    expect((await waitFor(built, 'coupon_offer', 'APPROVED'))?.templateId).toBe(refused?.templateId)
    expect((await must(built, 'template.detail', { templateId: refused?.templateId ?? '' })).refusal).toBeNull()
  })

  it('is never made twice when the answer is lost', async () => {
    const built = await connectedShop()
    const draft = await begin(built)
    const client = built.shop.connection.api()
    if (client === null) throw new Error('not connected')
    const { create, list } = client.templates
    let creations = 0
    // The request arrives, the answer does not, and neither does the list that is asked next.
    const lost = { ok: false, error: { code: 'network-timeout', retry: 'now' } } as const
    Object.assign(client.templates, {
      create: async (request: Parameters<typeof create>[0]) => {
        creations += 1
        await create(request)
        return lost
      },
      list: async () => lost,
    })
    expect(await submit(built, draft)).toMatchObject([{ state: 'cut-off', templateId: null }])
    Object.assign(client.templates, { list })
    expect(await submit(built, draft)).toMatchObject([{ state: 'sent', isChanged: false }])
    expect(creations).toBe(1)
    expect((await list({ name: draft.name })).ok && (await must(built, 'template.list', { search: draft.name })).templates).toHaveLength(1)
  })

  it('says what did not arrive, and sends it again', async () => {
    const built = await connectedShop()
    const draft = await begin(built)
    const client = built.shop.connection.api()
    if (client === null) throw new Error('not connected')
    const { create } = client.templates
    Object.assign(client.templates, { create: async () => ({ ok: false, error: { code: 'network-unreachable', retry: 'now' } }) })
    expect(await submit(built, draft)).toMatchObject([{ state: 'failed', error: { code: 'network-unreachable' } }])
    Object.assign(client.templates, { create })
    expect(await submit(built, draft)).toMatchObject([{ state: 'sent', error: null }])
  })

  it('keeps a language that Meta refuses at once as a draft, with the code', async () => {
    const built = await connectedShop()
    const first = await begin(built)
    await submit(built, first)
    const templateId = (await statusOf(built, first.name))?.templateId ?? ''
    await waitFor(built, first.name, 'APPROVED')
    await must(built, 'template.remove', { templateId, everyLanguage: false })
    expect(await statusOf(built, first.name)).toBeUndefined()
    // The name of an approved template is blocked for a month.
    const states = await submit(built, await must(built, 'template.draft', { draftId: first.draftId }))
    expect(states).toMatchObject([{ state: 'failed', error: { code: 'meta-refused', params: { metaSubcode: 2388023 } } }])
  })

  it('waits a day before an approved template is changed again', async () => {
    let standsAt: number | null = null
    const built = await connectedShopBeside(() => standsAt ?? Date.now())
    const draft = await begin(built)
    await submit(built, draft)
    await waitFor(built, draft.name, 'APPROVED')
    const once = await change(built, draft, withBody('Dear {{customer_name}}, our new tea is here. Come and see us today.'))
    // Meta's clock stands still meanwhile, so that on no computer the review is over before it is looked at.
    standsAt = Date.now()
    expect(await submit(built, once)).toMatchObject([{ state: 'sent', status: 'PENDING' }])
    standsAt = null
    await waitFor(built, draft.name, 'APPROVED')
    const twice = await change(built, once, withBody('Dear {{customer_name}}, our old tea is here. Come and see us today.'))
    expect(twice.edits).toMatchObject([{ language: 'en', lastDay: 1, last30Days: 1 }])
    expect(await submit(built, twice)).toMatchObject([{ state: 'failed', error: { code: 'template-edits-used-up' } }])
  })

  it('is not handed in while it is unfinished', async () => {
    const built = await connectedShop()
    const draft = await begin(built, 'blank')
    expect(await built.shop.call('template.submit', { draftId: draft.draftId, languages: ['en'] })).toMatchObject({
      ok: false,
      error: { code: 'template-draft-unfinished' },
    })
  })
})

describe('what Meta says afterwards', () => {
  it('is a notice that becomes an offer, with both prices', async () => {
    const built = await connectedShop()
    const notice = await change(
      built,
      await begin(built, 'notice'),
      withBody('Hello {{customer_name}}, your order {{order_number}} is {{order_state}}. Get 20% off next time you visit our little shop.'),
    )
    await submit(built, notice)
    const template = await waitFor(built, notice.name, 'APPROVED')
    const ask = () => must(built, 'template.detail', { templateId: template?.templateId ?? '' })
    const { category } = await until(ask, (detail) => detail.category !== null)
    expect(category).toMatchObject({ kind: 'announced', from: 'UTILITY', to: 'MARKETING' })
    expect(category?.microsAfter).toBeGreaterThan(category?.microsBefore ?? Infinity)
    expect((await must(built, 'template.overview', {})).templates.find((one) => one.template.name === notice.name)?.needsLook).toBe(
      'category',
    )
    await built.simulator.control('POST', '/simulator/clock', { advanceMs: 25 * 3_600_000 })
    expect(await until(ask, (detail) => detail.category?.kind === 'done')).toMatchObject({ template: { category: 'MARKETING' } })
  })

  it('is a pause with its end, and one that ends by asking', async () => {
    const built = await connectedShop()
    const draft = await begin(built)
    await submit(built, draft)
    const template = await waitFor(built, draft.name, 'APPROVED')
    const templateId = template?.templateId ?? ''
    const pause = (reason?: string) =>
      built.simulator.control('POST', '/simulator/template-status', {
        name: draft.name,
        language: 'en',
        status: 'PAUSED',
        ...(reason === undefined ? {} : { reason }),
      })
    await pause()
    await waitFor(built, draft.name, 'PAUSED')
    const quality = await must(built, 'template.detail', { templateId })
    expect((quality.pause?.until ?? 0) - (quality.pause?.since ?? 0)).toBe(3 * 3_600_000)
    await built.simulator.control('POST', '/simulator/clock', { advanceMs: 4 * 3_600_000 })
    await waitFor(built, draft.name, 'APPROVED')
    await pause('PACING')
    await waitFor(built, draft.name, 'PAUSED')
    expect((await must(built, 'template.detail', { templateId })).pause).toMatchObject({ until: null, needsUnpause: true })
    expect(await must(built, 'template.unpause', { templateId })).toEqual({ isUnpaused: true })
    expect((await statusOf(built, draft.name))?.status).toBe('APPROVED')
  })

  it('is counted once that was asked for', async () => {
    const built = await connectedShop()
    const draft = await begin(built)
    await submit(built, draft)
    const template = await waitFor(built, draft.name, 'APPROVED')
    const templateId = template?.templateId ?? ''
    expect(await must(built, 'template.analytics', { templateId, days: 30 })).toMatchObject({ isEnabled: false, readAt: null, days: [] })
    await must(built, 'template.enableAnalytics', {})
    const counted = await must(built, 'template.analytics', { templateId, days: 90 })
    expect(counted).toMatchObject({ isEnabled: true, totals: { sent: 0, delivered: 0, read: 0, clicked: 0 } })
    expect(counted.days).toHaveLength(90)
  })

  it('is a library of notices to begin from', async () => {
    const built = await connectedShop()
    const { items } = await must(built, 'template.library', { language: 'en' })
    expect(items.length).toBeGreaterThan(2)
    const [item] = items
    const { draftId } = await must(built, 'template.draftFrom', { kind: 'library', name: item?.name ?? '', language: 'en' })
    const draft = await must(built, 'template.draft', { draftId })
    expect(draft.content).toMatchObject({ purpose: 'UTILITY', texts: [{ language: 'en', body: item?.body }] })
  })
})
