import { afterEach, describe, expect, it } from 'vitest'
import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { CallInput } from '#contract/ipc/index.ts'
import { broadcastRoom, couponContent, NOON } from '../../../test/support/broadcast-room.ts'

type Content = CallInput<'broadcast.draft'>['content']
let kit: Awaited<ReturnType<typeof broadcastRoom>>
afterEach(() => kit.remove())

const DAY = 86_400_000
const node = (...components: object[]): TemplateNode =>
  ({ id: '7', name: 'shape', language: 'en', status: 'APPROVED', category: 'MARKETING', components }) as TemplateNode
const text = (words: string) => ({ from: { kind: 'text' as const, text: words } })
const hi: Content['variables'] = { '1': { from: { kind: 'customer', field: 'name' }, fallback: 'there' } }
const body = { type: 'BODY', text: 'Hi {{1}}' }
const picture = { type: 'HEADER', format: 'IMAGE' }
const link = { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'See', url: 'https://shop.example/{{1}}' }] }
const card = { components: [picture, { type: 'BODY', text: 'Only {{1}}' }, link] }

async function open(template: TemplateNode, content: Partial<Content>) {
  kit = await broadcastRoom({ templates: [template] })
  const full: Content = {
    name: 'Shapes',
    audience: couponContent.audience,
    template: { name: 'shape', language: 'en' },
    variables: hi,
    pacePerSecond: 100,
    ...content,
  }
  const { broadcastId } = await kit.must('broadcast.draft', { content: full })
  return { full, broadcastId, review: () => kit.must('broadcast.review', { broadcastId }) }
}

const stops = ({ issues }: { readonly issues: readonly { readonly level: string; readonly code: string; readonly params: object }[] }) =>
  issues.filter(({ level }) => level === 'stop').map(({ code, params }) => [code, params])

describe('a text that gets too long for one person', () => {
  it('leaves that person out by name, shows it first, and lets all others go', async () => {
    const long = { type: 'BODY', text: `Hi {{1}}${'x'.repeat(1000)}` }
    const { full, broadcastId, review } = await open(node(long), {})
    const ana = kit.add({ name: `Ana${'a'.repeat(90)}` })
    kit.add({ name: `Anna${'a'.repeat(40)}` })
    const mei = kit.add({ name: 'Mei' })
    const seen = await review()
    expect(seen).toMatchObject({ goes: 1, skipped: [{ reason: 'text-too-long', count: 2 }], issues: [] })
    expect(seen.samples.map(({ customerId, tooLong }) => [customerId, tooLong])).toEqual([
      [ana.customerId, { part: 'body', characters: 1096, most: 1024 }],
      [mei.customerId, null],
    ])
    const { people } = await kit.must('broadcast.audiencePeople', { audience: full.audience, content: full, reason: 'text-too-long' })
    expect(people.map(({ name }) => name.length)).toEqual([93, 44])
    const longest = await kit.must('broadcast.preview', { content: full, for: { kind: 'longest' } })
    expect(longest).toMatchObject({ index: -1, of: 1, message: { customerId: ana.customerId, tooLong: { most: 1024 } } })
    expect(await kit.must('broadcast.approve', { broadcastId })).toMatchObject({ recipients: 1, skipped: 2 })
  })

  it('looks at headers and cards too', async () => {
    const { review } = await open(node({ type: 'HEADER', format: 'TEXT', text: '{{1}}' }, { type: 'BODY', text: 'Hi' }), {
      variables: { 'header.1': { from: { kind: 'customer', field: 'name' }, fallback: 'there' } },
    })
    kit.add({ name: 'a'.repeat(61) })
    kit.add({ name: 'a'.repeat(60) })
    expect(await review()).toMatchObject({
      goes: 1,
      samples: [{ tooLong: { part: 'header', characters: 61, most: 60 } }, { tooLong: null }],
    })
  })
})

describe('what a preview shows', () => {
  it('holds cards with their texts and buttons, and whole links', async () => {
    const { full } = await open(node(body, { type: 'CAROUSEL', cards: [card, card] }), {
      variables: { ...hi, 'card.0.1': text('$5'), 'card.1.1': text('$6'), 'card.0.button.0': text('tea'), 'card.1.button.0': text('cup') },
    })
    kit.add({ name: 'Mei' })
    const { message } = await kit.must('broadcast.preview', { content: full, for: { kind: 'nth', index: 0 } })
    expect(message).toMatchObject({
      header: 'none',
      cards: [
        { kind: 'image', product: null, body: 'Only $5', buttons: [{ type: 'URL', text: 'See' }] },
        { kind: 'image', product: null, body: 'Only $6', buttons: [{ type: 'URL', text: 'See' }] },
      ],
      links: [
        { key: 'card.0.button.0', url: 'https://shop.example/tea' },
        { key: 'card.1.button.0', url: 'https://shop.example/cup' },
      ],
    })
  })

  it('holds the offer with its end, and the place', async () => {
    const offer = { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Soon over', has_expiration: true } }
    const { full } = await open(node({ type: 'HEADER', format: 'LOCATION' }, offer, body), {
      variables: {
        ...hi,
        'offer.ends': text(new Date(NOON + DAY).toISOString()),
        'header.latitude': text('25'),
        'header.longitude': text('121'),
        'header.name': text('Tea house'),
        'header.address': text('1 Main Road'),
      },
    })
    kit.add({ name: 'Mei' })
    const { message } = await kit.must('broadcast.preview', { content: full, for: { kind: 'nth', index: 0 } })
    expect(message).toMatchObject({
      header: 'location',
      place: { name: 'Tea house', address: '1 Main Road' },
      offer: { text: 'Soon over', endsAt: NOON + DAY },
    })
  })
})

describe('what stops a message with parts', () => {
  it('is an offer without an end, or with one that is over; the coupon may give it', async () => {
    const offer = { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Soon over', has_expiration: true } }
    const template = node(offer, body, { type: 'BUTTONS', buttons: [{ type: 'COPY_CODE' }] })
    const coupon = { kind: 'one-for-all', code: 'TEA-2026', endsAt: null } as const
    const { full, broadcastId, review } = await open(template, { coupon })
    kit.add({ name: 'Mei' })
    const change = (more: Partial<Content>) => kit.must('broadcast.draft', { broadcastId, content: { ...full, ...more } })
    expect(stops(await review())).toEqual([['offer-end', { reason: 'missing' }]])
    await change({ variables: { ...hi, 'offer.ends': text(new Date(NOON - DAY).toISOString()) } })
    expect(stops(await review())).toEqual([['offer-end', { reason: 'past' }]])
    await change({ coupon: { ...coupon, endsAt: NOON + DAY } })
    expect(stops(await review())).toEqual([])
  })

  it('is a card without a picture, and an upload that Meta no longer keeps', async () => {
    const template = node({ type: 'HEADER', format: 'DOCUMENT' }, body, { type: 'CAROUSEL', cards: [card, card] })
    const file = (uploadedAt: number) => ({ from: { kind: 'file' as const, mediaId: '9', fileName: 'menu.pdf', uploadedAt } })
    const filled = { 'card.0.1': text('a'), 'card.1.1': text('b'), 'card.0.button.0': text('c'), 'card.1.button.0': text('d') }
    const { review } = await open(template, { variables: { ...hi, ...filled, header: file(NOON - 29 * DAY), 'card.0.header': file(NOON) } })
    kit.add({ name: 'Mei' })
    expect(stops(await review())).toEqual([
      ['header-missing', { card: 2 }],
      ['file-expired', { file: 'menu.pdf' }],
    ])
  })

  it('is an address that is none, though there is a sample', async () => {
    const sampled = { ...picture, example: { header_handle: ['https://pictures.example/a.png'] } }
    const { review } = await open(node(sampled, body), { variables: { ...hi, header: text('a.png') } })
    kit.add({ name: 'Mei' })
    expect(stops(await review())).toEqual([['header-missing', {}]])
  })

  it('is a carousel of products with fewer than two', async () => {
    const productCard = { components: [{ type: 'HEADER', format: 'PRODUCT' }] }
    const { review } = await open(node(body, { type: 'CAROUSEL', cards: [productCard, productCard] }), { products: ['TEA-001'] })
    kit.add({ name: 'Mei' })
    expect(stops(await review())).toEqual([['products-few', { least: 2 }]])
  })
})
