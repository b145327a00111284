import type { CallInput, CallOutput } from '../../bridge/index.ts'
import { fieldsOf, showsProductCards, variableKey, type Field, type Template } from '../../template-values/index.ts'

/** What a broadcast says and to whom, as drafts keep it. */
export type Content = CallOutput<'broadcast.get'>['content']
export type { Template } from '../../template-values/index.ts'
export type Variable = Content['variables'][string]
export type Include = Content['audience']['include']
export type DraftInput = CallInput<'broadcast.draft'>['content']

/** Most products that one message can show. @source REFERENCE, multi-product messages */
const MOST_PRODUCTS = 30
const MOST_PRODUCT_CARDS = 10

/** A new broadcast, to be filled in. */
export const emptyContent = (name: string, include: Include = { kind: 'everyone' }): Content => ({
  name,
  audience: {
    include,
    excludeTags: [],
    excludeGroupIds: [],
    excludeRule: null,
    excludeWaiting: false,
    restingHours: 48,
    mostOffers: null,
    holdoutPercent: 0,
  },
  template: { name: '', language: '' },
  byLanguage: false,
  cheapestWay: false,
  variables: {},
  coupon: null,
  products: [],
  headerUrl: null,
  time: { kind: 'now' },
  pacePerSecond: 3,
  spreadHours: null,
  quietHours: { fromHour: 21, toHour: 9 },
  keepAwake: true,
  budgetMicros: null,
  retryHeldBack: false,
})

const looksLikeCode = /code|coupon|優惠碼|优惠码/i
const looksLikeProduct = /product|item|商品|產品|产品/i
const looksLikePrice = /price|價格|价格/i

/** Letters that give away what a variable is about, in the languages that we speak; the first that fits decides. */
const hints: readonly { readonly pattern: RegExp; readonly source: Variable['from'] }[] = [
  { pattern: looksLikeCode, source: { kind: 'coupon', part: 'code' } },
  { pattern: /(^|[_\s-])ends?([_\s-]|$)|until|expir|valid|期限|截止|到期/i, source: { kind: 'coupon', part: 'ends' } },
  { pattern: looksLikePrice, source: { kind: 'product', part: 'price' } },
  { pattern: looksLikeProduct, source: { kind: 'product', part: 'name' } },
  { pattern: /salut|address_as|稱呼|称呼/i, source: { kind: 'customer', field: 'addressAs' } },
  { pattern: /name|姓名|名字/i, source: { kind: 'customer', field: 'name' } },
]

/**
 * A first guess where a variable takes its value from: by its name, the first of a text as the way to address people,
 * else a fixed text with the sample that Meta approved.
 * @param fallback what stands in for people without a value
 */
export function guessVariable(variable: Template['variables'][number], index: number, fallback: string): Variable {
  const known = hints.find((hint) => hint.pattern.test(variable.name))
  const isFirstUnnamed = index === 0 && variable.where === 'body' && /^\d+$/.test(variable.name)
  const source: Variable['from'] =
    known?.source ?? (isFirstUnnamed ? { kind: 'customer', field: 'addressAs' } : { kind: 'text', text: variable.sample })
  return { from: source, fallback: source.kind === 'customer' ? fallback : '' }
}

/** True when a template has a button that copies a coupon code, or a variable that looks like one. */
export const wantsCoupon = (template: Template): boolean =>
  template.buttons.some((button) => button.type === 'COPY_CODE') || template.variables.some((variable) => looksLikeCode.test(variable.name))

/** Words on quick answers that end offers; the engine gives those buttons that meaning, so they never bring products. */
const endsOffers = /stop|unsubscribe|opt.?out|no more|停|取消|退訂|退订|不再|不要|parar|sair|cancelar|remover|basta|baja|berhenti|batal/i

/** The quick answer that brings the products when it is tapped; null when the template has none. */
export const productAnswer = (template: Template): string | null =>
  template.buttons.find((button) => button.type === 'QUICK_REPLY' && !endsOffers.test(button.text))?.text ?? null

/** True when the message itself shows the products, so that none may be missing. */
export const listsProducts = (template: Template): boolean =>
  template.buttons.some((button) => button.type === 'MPM' || button.type === 'SPM') ||
  template.header?.format === 'PRODUCT' ||
  showsProductCards(template)

/** Most products that this message shows: one above its text, ten as cards, thirty in a list. */
export function mostProducts(template: Template): number {
  if (showsProductCards(template)) return MOST_PRODUCT_CARDS
  return template.header?.format === 'PRODUCT' ? 1 : MOST_PRODUCTS
}

/** True when products have a place: in the message, behind a quick answer, or in a variable. */
export const canShowProducts = (template: Template): boolean =>
  listsProducts(template) ||
  productAnswer(template) !== null ||
  template.variables.some((variable) => looksLikeProduct.test(variable.name) || looksLikePrice.test(variable.name))

/** How shops address somebody whose name they do not know, in the language of the template. */
const politeNames: Readonly<Record<string, string>> = {
  zh_CN: '顾客',
  zh: '貴賓',
  pt: 'cliente',
  es: 'cliente',
  id: 'pelanggan',
  hi: 'ग्राहक',
  ar: 'عميلنا',
  en: 'customer',
}

/** What stands in for a name that is not known. */
export const politeName = (language: string): string =>
  politeNames[language] ?? politeNames[language.split('_')[0] ?? ''] ?? politeNames['en'] ?? ''

/** A value that is the same for everybody. */
export const sameForAll = (text: string): Variable => ({ from: { kind: 'text', text }, fallback: '' })

/** What a value of a template that is not a variable of its texts begins with; null where it can do without. */
function firstValue(field: Field, endsAt: number): Variable | null {
  if (field.kind === 'file') return null
  return sameForAll(field.kind === 'end' ? new Date(endsAt).toISOString() : '')
}

/**
 * Takes another template: variables of the same name stay as they were set, new ones are guessed, a coupon is proposed
 * where the template wants one. Files, places and links stay only while the language alone changes.
 * @param couponEndsAt end of a coupon or offer that is proposed, ms since the epoch
 */
export function withTemplate(content: Content, template: Template, couponEndsAt: number): Content {
  const isSame = content.template.name === template.name
  const guesses = template.variables.map((variable, index) => {
    const key = variableKey(variable)
    return [key, content.variables[key] ?? guessVariable(variable, index, politeName(template.language))] as const
  })
  const others = fieldsOf(template).flatMap((field) => {
    if (field.kind === 'text') return []
    const value = (isSame ? content.variables[field.key] : undefined) ?? firstValue(field, couponEndsAt)
    return value === null ? [] : [[field.key, value] as const]
  })
  const variables = Object.fromEntries([...guesses, ...others])
  return {
    ...content,
    template: { name: template.name, language: template.language },
    variables,
    coupon: wantsCoupon(template) ? (content.coupon ?? proposedCoupon(couponEndsAt)) : null,
    products: canShowProducts(template) ? content.products : [],
    headerUrl: isSame ? content.headerUrl : null,
  }
}

/** A code for each person, until a moment (ms since the epoch). */
export const proposedCoupon = (endsAt: number): DrawnCoupon => ({
  kind: 'one-each',
  prefix: '',
  endsAt: endsAt as DrawnCoupon['endsAt'],
})

/** A coupon whose codes this broadcast makes, a code for each person. */
type DrawnCoupon = Extract<Content['coupon'], { readonly kind: 'one-each' }>

/** When the codes of a plan end, ms since the epoch; null without an end, and for a coupon that is there already, which knows its own. */
export const couponEnd = (plan: Content['coupon']): number | null => (plan === null || plan.kind === 'coupon' ? null : plan.endsAt)

/** True when the message needs a code: for its copy button, or where a field takes it. */
export const usesCoupon = (content: Content, template: Template): boolean =>
  wantsCoupon(template) || Object.values(content.variables).some((variable) => variable.from.kind === 'coupon')

/** True when products have a place in this message as it is filled in. */
export const usesProducts = (content: Content, template: Template): boolean =>
  canShowProducts(template) || Object.values(content.variables).some((variable) => variable.from.kind === 'product')

/** The language of a template that fits best: the one asked for, else one in the same language, else the first that can be sent. */
export function bestLanguage(templates: readonly Template[], name: string, wanted: string): Template | undefined {
  const same = templates.filter((template) => template.name === name)
  const sendable = same.filter((template) => template.sendable)
  const code = wanted.replace('-', '_')
  const short = code.split('_')[0] ?? ''
  return (
    sendable.find((template) => template.language === code) ??
    sendable.find((template) => template.language.startsWith(short)) ??
    sendable[0] ??
    same[0]
  )
}
