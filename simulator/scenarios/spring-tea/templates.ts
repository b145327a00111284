import type { ScenarioTemplate } from '../scenario.ts'

type Button = { readonly type: string; readonly text: string; readonly url?: string; readonly example?: string | string[] }

function named(examples: Readonly<Record<string, string>>) {
  return { body_text_named_params: Object.entries(examples).map(([param_name, example]) => ({ param_name, example })) }
}

function buttons(...list: Button[]) {
  return { type: 'BUTTONS', buttons: list }
}

const approvedOffer = { category: 'MARKETING', status: 'APPROVED', parameterFormat: 'NAMED' } as const
const approvedNotice = { category: 'UTILITY', status: 'APPROVED', parameterFormat: 'POSITIONAL' } as const

const offers: readonly ScenarioTemplate[] = [
  {
    ...approvedOffer,
    name: 'tea_coupon_2026',
    language: 'zh_TW',
    parts: [
      {
        type: 'BODY',
        text: '親愛的{{customer_name}}，春日茶行茶禮{{discount}}！優惠碼 {{coupon_code}}，{{valid_until}}前到店或私訊都能使用。',
        example: named({ customer_name: '陳小姐', discount: '85 折', coupon_code: 'TEA-7KQ4', valid_until: '11/30' }),
      },
      { type: 'FOOTER', text: '回覆「取消」停收優惠' },
      buttons(
        { type: 'COPY_CODE', text: 'Copy offer code', example: 'TEA-7KQ4' },
        { type: 'QUICK_REPLY', text: '看商品' },
        { type: 'QUICK_REPLY', text: '停止優惠訊息' },
      ),
    ],
  },
  {
    ...approvedOffer,
    name: 'tea_coupon_2026',
    language: 'en',
    parts: [
      {
        type: 'BODY',
        text: 'Dear {{customer_name}}, enjoy {{discount}} on our tea gifts. Your code {{coupon_code}} is good until {{valid_until}}, in the shop or by message.',
        example: named({ customer_name: 'Ana', discount: '15% off', coupon_code: 'TEA-7KQ4', valid_until: '30 Nov' }),
      },
      { type: 'FOOTER', text: 'Reply STOP to leave' },
      buttons(
        { type: 'COPY_CODE', text: 'Copy offer code', example: 'TEA-7KQ4' },
        { type: 'QUICK_REPLY', text: 'See products' },
        { type: 'QUICK_REPLY', text: 'Stop promotions' },
      ),
    ],
  },
  {
    ...approvedOffer,
    name: 'spring_catalog',
    language: 'zh_TW',
    parts: [
      {
        type: 'BODY',
        text: '嗨，{{customer_name}}，今年的春茶都到齊了，點下面看看全部品項。',
        example: named({ customer_name: '陳小姐' }),
      },
      { type: 'FOOTER', text: '回覆「取消」停收優惠' },
      buttons({ type: 'CATALOG', text: 'View catalog' }),
    ],
  },
  {
    ...approvedOffer,
    name: 'tea_picks',
    language: 'zh_TW',
    parts: [
      { type: 'HEADER', format: 'TEXT', text: '本月茶選' },
      {
        type: 'BODY',
        text: '給{{customer_name}}的本月茶選，結帳輸入 {{coupon_code}} 再折一成。',
        example: named({ customer_name: '陳小姐', coupon_code: 'TEA-7KQ4' }),
      },
      { type: 'FOOTER', text: '回覆「取消」停收優惠' },
      buttons({ type: 'MPM', text: 'View items' }),
    ],
  },
]

const notices: readonly ScenarioTemplate[] = [
  {
    ...approvedNotice,
    name: 'item_back_in_stock',
    language: 'zh_TW',
    parts: [{ type: 'BODY', text: '您好{{1}}，您詢問的{{2}}到貨了。', example: { body_text: [['陳小姐', '凍頂烏龍']] } }],
  },
  {
    ...approvedNotice,
    name: 'item_back_in_stock',
    language: 'en',
    parts: [
      {
        type: 'BODY',
        text: 'Hello {{1}}, the {{2}} you asked about is back in the shop.',
        example: { body_text: [['Ana', 'Dongding oolong']] },
      },
    ],
  },
  {
    ...approvedNotice,
    name: 'order_update',
    language: 'zh_TW',
    parts: [
      {
        type: 'BODY',
        text: '親愛的{{1}}，您的訂單 {{2}} 已{{3}}，謝謝您。',
        example: { body_text: [['陳小姐', 'A1042', '出貨']] },
      },
      buttons({ type: 'QUICK_REPLY', text: '聯絡店家' }),
    ],
  },
  {
    ...approvedNotice,
    name: 'order_update',
    language: 'en',
    parts: [
      {
        type: 'BODY',
        text: 'Hello {{1}}, your order {{2}} is now {{3}}. Thank you!',
        example: { body_text: [['Ana', 'A1042', 'shipped']] },
      },
      buttons({ type: 'QUICK_REPLY', text: 'Contact the shop' }),
    ],
  },
]

const unusable: readonly ScenarioTemplate[] = [
  {
    ...approvedOffer,
    status: 'PAUSED',
    name: 'flash_sale_night',
    language: 'zh_TW',
    parts: [
      { type: 'BODY', text: '今晚八點到十點，{{customer_name}}獨享限時優惠。', example: named({ customer_name: '陳小姐' }) },
      buttons({ type: 'QUICK_REPLY', text: '看商品' }),
    ],
  },
  {
    ...approvedOffer,
    status: 'REJECTED',
    rejectedReason: 'TAG_CONTENT_MISMATCH',
    name: 'new_year_gift_draw',
    language: 'zh_TW',
    parts: [{ type: 'BODY', text: '恭喜{{customer_name}}，回覆即可抽新年大獎！', example: named({ customer_name: '陳小姐' }) }],
  },
]

/** Eight usable templates in two languages, one paused and one rejected. */
export const springTeaTemplates: readonly ScenarioTemplate[] = [...offers, ...notices, ...unusable]
