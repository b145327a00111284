import type { ReactNode } from 'react'
import { couponValue, formatDate, formatMoney, useWords } from '../../i18n/index.ts'
import { Facts, Strip } from '../../ui/index.ts'
import type { CodeCheck } from './types.ts'

/** Says what the till learns about a code, in one sentence. */
export function useVerdictWords(): (check: CodeCheck) => string {
  const { t, locale, timeZone } = useWords()
  const day = (at: number | null | undefined): string =>
    at === null || at === undefined ? '' : formatDate(at, 'date', { locale, timeZone })
  return ({ verdict, uses, coupon, code }) => {
    const last = uses[0]
    if (verdict === 'used-up' && last !== undefined)
      return t('coupon.verdict.usedUp', {
        at: formatDate(last.at, 'date-time', { locale, timeZone }),
        place: last.place === '' ? t('coupon.till.somewhere') : last.place,
        by: last.by === 'owner' ? t('coupon.by.owner') : last.by,
      })
    if (verdict === 'expired') return t('coupon.verdict.expired', { day: day(coupon?.endsAt) })
    if (verdict === 'not-started') return t('coupon.verdict.not-started', { day: day(coupon?.startsAt) })
    return t(`coupon.verdict.${verdict}`, { code })
  }
}

/** What the till sees of a code before it redeems it. */
export function TillVerdict({ check }: { readonly check: CodeCheck }): ReactNode {
  const words = useWords()
  const { t, locale, number } = words
  const say = useVerdictWords()
  const { coupon, verdict } = check
  return (
    <>
      <Strip tone={verdict === 'good' ? 'success' : 'danger'} testId="coupon-till-verdict">
        <span data-verdict={verdict}>{say(check)}</span>
      </Strip>
      {coupon === null ? null : (
        <Facts
          facts={[
            { name: t('coupon.column.name'), value: coupon.name },
            { name: t('coupon.column.value'), value: couponValue(coupon.value, words), testId: 'coupon-till-value' },
            ...(check.customerName === ''
              ? []
              : [{ name: t('coupon.till.customer'), value: check.customerName, testId: 'coupon-till-customer' }]),
            ...(check.handedOut === null || check.handedOut.note === ''
              ? []
              : [{ name: t('coupon.handouts.note'), value: check.handedOut.note, testId: 'coupon-till-note' }]),
            ...(coupon.leastMicros === null
              ? []
              : [{ name: t('coupon.till.least'), value: formatMoney(coupon.leastMicros, coupon.currency, { locale }) }]),
            ...(check.leftMicros === null
              ? []
              : [{ name: t('coupon.till.left'), value: formatMoney(check.leftMicros, coupon.currency, { locale }) }]),
            ...(check.usesLeft === null || check.usesLeft < 2 ? [] : [{ name: t('coupon.till.usesLeft'), value: number(check.usesLeft) }]),
          ]}
        />
      )}
    </>
  )
}
