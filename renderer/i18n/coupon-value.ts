import type { CallOutput } from '#contract/ipc/index.ts'
import { formatMoney } from './format.ts'
import type { Words } from './words.ts'

type Value = CallOutput<'coupon.get'>['value']

/** Ten percent off is "9 折" in Chinese; fifteen is "85 折" in Taiwan and "8.5 折" on the mainland. */
function offText(percent: number, { locale, number }: Pick<Words, 'locale' | 'number'>): string {
  const paid = 100 - percent
  if (locale === 'zh-CN') return number(paid / 10, { maximumFractionDigits: 2 })
  if (locale === 'zh-TW') return number(paid % 10 === 0 ? paid / 10 : paid, { maximumFractionDigits: 1 })
  return number(percent, { maximumFractionDigits: 1 })
}

/** What a coupon gives, in words. */
export function couponValue(value: Value, { t, locale, number }: Pick<Words, 't' | 'locale' | 'number'>): string {
  if (value === null) return t('coupon.value.till')
  switch (value.kind) {
    case 'percent':
      return t('coupon.value.percent', { off: offText(value.percent, { locale, number }) })
    case 'amount':
      return t('coupon.value.amount', { amount: formatMoney(value.micros, value.currency, { locale }) })
    case 'balance':
      return t('coupon.value.balance', { amount: formatMoney(value.micros, value.currency, { locale }) })
    case 'gift':
      return value.text
  }
}
