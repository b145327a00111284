import type { CallInput } from '#contract/ipc/index.ts'

type Variables = NonNullable<CallInput<'broadcast.draft'>['content']['variables']>

const text = (words: string): Variables[string] => ({ from: { kind: 'text', text: words } })
const name: Variables[string] = { from: { kind: 'customer', field: 'name' }, fallback: 'friend' }
const link = { type: 'URL', text: 'See it', url: 'https://tea.example/p/{{1}}', example: ['https://tea.example/p/oolong'] }
const sampled = (format: string, file: string) => ({
  type: 'HEADER',
  format,
  example: { header_handle: [`https://tea.example/files/${file}`] },
})
const card = (file: string) => ({
  components: [
    sampled('IMAGE', file),
    { type: 'BODY', text: 'This week {{1}}', example: { body_text: [['NT$480']] } },
    { type: 'BUTTONS', buttons: [link, { type: 'QUICK_REPLY', text: 'Keep one for me' }] },
  ],
})
const body = { type: 'BODY', text: 'Hello {{1}}, the new harvest is here.', example: { body_text: [['Mei']] } }

/** A template as the simulator adds it without review, and values with which it goes out. */
export type TemplateShape = {
  readonly name: string
  readonly parts: readonly object[]
  readonly variables: Variables
}

/** One template for each shape that asks for more than texts; the end of the offer is a day after `now` (ms since the epoch). */
export const templateShapes = (now: number): readonly TemplateShape[] => [
  {
    name: 'autumn_cards',
    parts: [body, { type: 'CAROUSEL', cards: [card('oolong.png'), card('ruby.png')] }],
    variables: {
      '1': name,
      'card.0.1': text('NT$480'),
      'card.1.1': text('NT$520'),
      'card.0.button.0': text('oolong'),
      'card.1.button.0': text('ruby'),
      'card.1.header': text('https://tea.example/files/other.png'),
    },
  },
  {
    name: 'autumn_offer',
    parts: [
      { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Ends soon', has_expiration: true } },
      body,
      { type: 'BUTTONS', buttons: [{ type: 'COPY_CODE', example: 'TEA15' }, link] },
    ],
    variables: { '1': name, 'offer.ends': text(new Date(now + 86_400_000).toISOString()), 'button.1': text('offer') },
  },
  {
    name: 'autumn_link',
    parts: [body, { type: 'BUTTONS', buttons: [link] }],
    variables: { '1': name, 'button.0': { from: { kind: 'coupon', part: 'code' } } },
  },
  {
    name: 'autumn_menu',
    parts: [sampled('DOCUMENT', 'menu.pdf'), body],
    variables: { '1': name, header: text('https://tea.example/files/autumn-menu.pdf') },
  },
  {
    name: 'autumn_place',
    parts: [{ type: 'HEADER', format: 'LOCATION' }, body],
    variables: {
      '1': name,
      'header.name': text('Spring Tea'),
      'header.address': text('1 Main Road, Taipei'),
      'header.latitude': text('25.0330'),
      'header.longitude': text('121.5654'),
    },
  },
]
