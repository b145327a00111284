/** One ready-made template. Invented in the manner of Meta's library, which has utility and authentication only. */
export type LibraryTemplate = {
  readonly id: string
  readonly name: string
  readonly language: string
  readonly category: 'UTILITY'
  readonly topic: string
  readonly usecase: string
  readonly industry: readonly string[]
  readonly header?: string
  readonly body: string
  readonly body_params: readonly string[]
  readonly body_param_types: readonly string[]
  readonly buttons: readonly { readonly type: string; readonly text: string; readonly url?: string; readonly phone_number?: string }[]
}

type Line = readonly [
  name: string,
  topic: string,
  usecase: string,
  en: string,
  zhTw: string,
  samples: readonly string[],
  types: readonly string[],
]

const lines: readonly Line[] = [
  [
    'order_shipped_2',
    'ORDER_MANAGEMENT',
    'SHIPMENT_CONFIRMATION',
    'Hello {{1}}, your order {{2}} left our shop on {{3}} and is on its way.',
    '親愛的{{1}}您好,您的訂單 {{2}} 已於 {{3}} 出貨,正在路上。',
    ['Ana', 'A1042', '3 May'],
    ['TEXT', 'TEXT', 'DATE'],
  ],
  [
    'order_ready_pickup',
    'ORDER_MANAGEMENT',
    'ORDER_PICK_UP',
    'Hello {{1}}, order {{2}} is ready. You can pick it up at {{3}} during opening hours.',
    '您好 {{1}},訂單 {{2}} 已備妥,營業時間可到 {{3}} 取貨。',
    ['Ana', 'A1042', '18 Spring Street'],
    ['TEXT', 'TEXT', 'ADDRESS'],
  ],
  [
    'delivery_missed_1',
    'ORDER_MANAGEMENT',
    'DELIVERY_FAILED',
    'We could not hand over order {{1}} today. Please tell us when {{2}} we should come again.',
    '今天無法送達訂單 {{1}},請告訴我們 {{2}} 何時方便再送。',
    ['A1042', 'this week'],
    ['TEXT', 'DATE'],
  ],
  [
    'payment_received_3',
    'PAYMENTS',
    'PAYMENT_CONFIRMATION',
    'Thank you, we received {{1}} for order {{2}} on your account.',
    '謝謝您,我們已收到訂單 {{2}} 的款項 {{1}},已入帳。',
    ['NT$480', 'A1042'],
    ['AMOUNT', 'TEXT'],
  ],
  [
    'appointment_tomorrow',
    'EVENT_REMINDER',
    'APPOINTMENT_REMINDER',
    'Hello {{1}}, this is a reminder of your visit on {{2}} at our shop.',
    '親愛的{{1}}您好,提醒您 {{2}} 的預約,我們等您來店。',
    ['Ana', '3 May'],
    ['TEXT', 'DATE'],
  ],
  [
    'feedback_after_visit',
    'CUSTOMER_FEEDBACK',
    'FEEDBACK_SURVEY',
    'Thank you for your visit on {{1}}. How was it? Your answer helps us.',
    '謝謝您 {{1}} 的光臨,這次還滿意嗎?您的回覆對我們很有幫助。',
    ['3 May'],
    ['DATE'],
  ],
]

const languages = ['en', 'zh_TW'] as const

function make(line: Line, index: number): readonly LibraryTemplate[] {
  const [name, topic, usecase, en, zhTw, samples, types] = line
  const isDelivery = usecase === 'SHIPMENT_CONFIRMATION'
  return languages.map((language, place) => ({
    id: String(810_000_000_000_001 + index * languages.length + place),
    name,
    language,
    category: 'UTILITY',
    topic,
    usecase,
    industry: ['E_COMMERCE'],
    ...(isDelivery ? { header: language === 'en' ? 'On its way' : '已出貨' } : {}),
    body: language === 'en' ? en : zhTw.replaceAll(',', '，').replaceAll('?', '？'),
    body_params: samples,
    body_param_types: types,
    buttons: isDelivery ? [{ type: 'URL', text: language === 'en' ? 'Follow it' : '查看進度', url: 'https://www.example.com/{{1}}' }] : [],
  }))
}

/** Every ready-made template in each of its languages. */
export const libraryTemplates: readonly LibraryTemplate[] = lines.flatMap(make)
