import { formatMoney, type Words } from '../../i18n/index.ts'
import type { Coupon } from './types.ts'

/** What a coupon gives, in words. */
export function valueText(value: Coupon['value'], { t, locale, number }: Pick<Words, 't' | 'locale' | 'number'>): string {
  if (value === null) return t('coupon.value.till')
  switch (value.kind) {
    case 'percent':
      return t('coupon.value.percent', { percent: number(value.percent, { maximumFractionDigits: 1 }) })
    case 'amount':
      return t('coupon.value.amount', { amount: formatMoney(value.micros, value.currency, { locale }) })
    case 'balance':
      return t('coupon.value.balance', { amount: formatMoney(value.micros, value.currency, { locale }) })
    case 'gift':
      return value.text
  }
}
