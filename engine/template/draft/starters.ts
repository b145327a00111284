import type { ParsedInput } from '#contract/ipc/index.ts'
import type { Content, DraftButton, DraftText } from '../check/finding.ts'

type From = ParsedInput<'template.draftFrom'>
export type Starter = Extract<From, { kind: 'starter' }>['starter']

type Wording = {
  readonly title: string
  readonly header?: string
  readonly body: string
  readonly footer?: string
  readonly offer?: string
  readonly buttons: readonly DraftButton[]
  readonly card?: { readonly body: string; readonly buttons: readonly DraftButton[] }
  readonly samples: Readonly<Record<string, string>>
}

const button = (type: DraftButton['type'], text: string, value = ''): DraftButton => ({ type, text, value, sample: '' })
const code = (value: string) => button('COPY_CODE', '', value)
const link = (text: string) => button('URL', text)

const english: Readonly<Record<Exclude<Starter, 'blank'>, Wording>> = {
  coupon: {
    title: 'Coupon offer',
    body: 'Dear {{customer_name}}, thank you for shopping with us.\nUntil {{valid_until}} you get {{discount}} on everything in the shop. Show the code below when you pay.',
    footer: 'Reply STOP to leave',
    buttons: [code('SPRING15'), button('QUICK_REPLY', 'See products'), button('QUICK_REPLY', 'Stop promotions')],
    samples: { customer_name: 'Ana', discount: '15% off', valid_until: '30 Nov' },
  },
  'limited-time': {
    title: 'Limited-time offer',
    body: 'Dear {{customer_name}}, this weekend you get {{discount}} on our seasonal picks. Use the code below when you order.',
    offer: 'This weekend',
    buttons: [code('WEEKEND15'), link('Shop online')],
    samples: { customer_name: 'Ana', discount: '15% off' },
  },
  carousel: {
    title: 'Product carousel',
    body: 'Hello {{customer_name}}, here are the favourites of this month.',
    buttons: [],
    card: { body: 'Tell people what is special about this one.', buttons: [button('QUICK_REPLY', 'Order this one')] },
    samples: { customer_name: 'Ana' },
  },
  products: {
    title: 'Product picks',
    header: 'Picks of the month',
    body: 'For {{customer_name}}: our picks of this month. Tap below to see and order them.',
    footer: 'Reply STOP to leave',
    buttons: [button('MPM', 'View items')],
    samples: { customer_name: 'Ana' },
  },
  notice: {
    title: 'Order update',
    body: 'Hello {{customer_name}}, your order {{order_number}} is now {{order_state}}. Write to us here if you have a question.',
    buttons: [button('QUICK_REPLY', 'Ask the shop')],
    samples: { customer_name: 'Ana', order_number: 'A1042', order_state: 'on its way' },
  },
}

const traditional: typeof english = {
  coupon: {
    title: '優惠券',
    body: '親愛的{{customer_name}}，謝謝您一直以來的支持。\n即日起到{{valid_until}}，全店商品享{{discount}}，結帳時出示下方優惠碼即可使用。',
    footer: '回覆「取消」停收優惠',
    buttons: [code('SPRING15'), button('QUICK_REPLY', '看商品'), button('QUICK_REPLY', '停止優惠訊息')],
    samples: { customer_name: '陳小姐', discount: '85 折', valid_until: '11/30' },
  },
  'limited-time': {
    title: '限時優惠',
    body: '親愛的{{customer_name}}，這個週末當季精選享{{discount}}，下單時輸入下方優惠碼即可使用。',
    offer: '本週末限定',
    buttons: [code('WEEKEND15'), link('線上選購')],
    samples: { customer_name: '陳小姐', discount: '85 折' },
  },
  carousel: {
    title: '商品輪播',
    body: '您好，{{customer_name}}，這是本月大家最喜歡的商品。',
    buttons: [],
    card: { body: '寫下這一款的特色。', buttons: [button('QUICK_REPLY', '我要訂這款')] },
    samples: { customer_name: '陳小姐' },
  },
  products: {
    title: '商品精選',
    header: '本月精選',
    body: '給{{customer_name}}的本月精選，點下方按鈕就能看商品並下單。',
    footer: '回覆「取消」停收優惠',
    buttons: [button('MPM', 'View items')],
    samples: { customer_name: '陳小姐' },
  },
  notice: {
    title: '訂單通知',
    body: '您好，{{customer_name}}，您的訂單 {{order_number}} 目前狀態為「{{order_state}}」，有任何問題請直接回覆這則訊息。',
    buttons: [button('QUICK_REPLY', '聯絡店家')],
    samples: { customer_name: '陳小姐', order_number: 'A1042', order_state: '已出貨' },
  },
}

const simplified: typeof english = {
  coupon: {
    title: '优惠券',
    body: '亲爱的{{customer_name}}，谢谢您一直以来的支持。\n即日起到{{valid_until}}，全店商品享{{discount}}，结账时出示下方优惠码即可使用。',
    footer: '回复“取消”停收优惠',
    buttons: [code('SPRING15'), button('QUICK_REPLY', '看商品'), button('QUICK_REPLY', '停止营销消息')],
    samples: { customer_name: '陈小姐', discount: '85 折', valid_until: '11/30' },
  },
  'limited-time': {
    title: '限时优惠',
    body: '亲爱的{{customer_name}}，这个周末当季精选享{{discount}}，下单时输入下方优惠码即可使用。',
    offer: '本周末限定',
    buttons: [code('WEEKEND15'), link('线上选购')],
    samples: { customer_name: '陈小姐', discount: '85 折' },
  },
  carousel: {
    title: '商品轮播',
    body: '您好，{{customer_name}}，这是本月大家最喜欢的商品。',
    buttons: [],
    card: { body: '写下这一款的特色。', buttons: [button('QUICK_REPLY', '我要订这款')] },
    samples: { customer_name: '陈小姐' },
  },
  products: {
    title: '商品精选',
    header: '本月精选',
    body: '给{{customer_name}}的本月精选，点下方按钮就能看商品并下单。',
    footer: '回复“取消”停收优惠',
    buttons: [button('MPM', 'View items')],
    samples: { customer_name: '陈小姐' },
  },
  notice: {
    title: '订单通知',
    body: '您好，{{customer_name}}，您的订单 {{order_number}} 目前状态为“{{order_state}}”，有任何问题请直接回复这条消息。',
    buttons: [button('QUICK_REPLY', '联系店家')],
    samples: { customer_name: '陈小姐', order_number: 'A1042', order_state: '已发货' },
  },
}

const wordingsOf = (language: string): typeof english =>
  language === 'zh_CN' ? simplified : language.startsWith('zh') ? traditional : english

/** Begins a draft with words that pass the check where no file or address is needed; other languages start in English. */
export function contentOfStarter(starter: Starter, languages: readonly string[]): Content {
  const purpose = starter === 'notice' ? 'UTILITY' : 'MARKETING'
  const texts = [...new Set(languages)].map((language) => textOfStarter(starter, language))
  const title = starter === 'blank' ? '' : wordingsOf(languages[0] ?? 'en')[starter].title
  return { title, ownName: null, purpose, texts }
}

/** One language of a starter. */
export function textOfStarter(starter: Starter, language: string): DraftText {
  if (starter === 'blank') return emptyText(language)
  const { header, body, footer, offer, buttons, card, samples } = wordingsOf(language)[starter]
  return {
    ...emptyText(language),
    ...(header === undefined ? {} : { header: { format: 'TEXT', text: header, sampleId: null } }),
    body,
    footer: footer ?? '',
    buttons: [...buttons],
    offer: offer === undefined ? null : { text: offer, hasExpiration: true },
    carousel:
      card === undefined
        ? null
        : { kind: 'IMAGE', cards: [0, 1].map(() => ({ sampleId: null, body: card.body, buttons: [...card.buttons] })) },
    samples: { ...samples },
  }
}

const emptyText = (language: string): DraftText => ({
  language,
  header: { format: 'NONE', text: '', sampleId: null },
  body: '',
  footer: '',
  buttons: [],
  carousel: null,
  offer: null,
  samples: {},
})
