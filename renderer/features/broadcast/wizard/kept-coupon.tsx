import { useState, type ReactNode } from 'react'
import { useCall, type CallOutput } from '../../../bridge/index.ts'
import { couponValue, formatDate, useWords, type Words } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { ErrorStrip, Link, Quiet, Select, Skeleton } from '../../../ui/index.ts'
import { couponTrouble } from '../coupon-form.ts'
import styles from './wizard.module.css'

type Coupon = CallOutput<'coupon.list'>['coupons'][number]
type KeptCouponProps = { readonly couponId: string | null; readonly onChange: (couponId: string) => void }

/** One of the coupons that the shop has, each with what it gives, its free codes and its end. */
export function KeptCoupon({ couponId, onChange }: KeptCouponProps): ReactNode {
  const words = useWords()
  const { t } = words
  const list = useCall('coupon.list', {})
  const [now] = useState(() => Date.now())
  if (list.error !== null) return <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />
  if (list.data === undefined) return <Skeleton rows={1} />
  const { coupons } = list.data
  const chosen = coupons.find((coupon) => coupon.couponId === couponId)
  const offered = coupons.filter((coupon) => coupon.origin !== 'broadcast' || coupon === chosen)
  if (offered.length === 0) return <NoCoupons isGone={couponId !== null} />
  return (
    <>
      <Select
        label={t('broadcast.coupon.which')}
        value={chosen?.couponId ?? null}
        placeholder={t('broadcast.coupon.choose')}
        error={couponId !== null && chosen === undefined ? t('broadcast.coupon.gone') : null}
        onChange={onChange}
        testId="broadcast-message-coupon-which"
        choices={offered.map((coupon) => {
          const trouble = couponTrouble(coupon, now)
          return {
            value: coupon.couponId,
            label: coupon.name,
            note: trouble === null ? factsOf(coupon, words) : t(`broadcast.coupon.trouble.${trouble}`),
            isDisabled: trouble !== null,
          }
        })}
      />
      {chosen === undefined ? null : (
        <p data-testid="broadcast-message-coupon-facts" data-free={chosen.counts.free} data-codes={chosen.codes}>
          <Quiet isSmall>{factsOf(chosen, words)}</Quiet>
        </p>
      )}
    </>
  )
}

/** What it gives, its code or how many are free, and its end, in one line. */
function factsOf(coupon: Coupon, words: Words): string {
  const { t, locale, timeZone } = words
  const { codes, sharedCode, counts, origin, endsAt } = coupon
  return [
    couponValue(coupon.value, words),
    codes === 'shared'
      ? t('broadcast.coupon.shared', { code: sharedCode ?? '' })
      : t(origin === 'imported' ? 'broadcast.coupon.free' : 'broadcast.coupon.freeMore', { count: counts.free }),
    endsAt === null
      ? t('broadcast.coupon.noEnd')
      : t('broadcast.coupon.until', { day: formatDate(endsAt, 'date-time', { locale, timeZone }) }),
  ].join(' · ')
}

function NoCoupons({ isGone }: { readonly isGone: boolean }): ReactNode {
  const { t } = useWords()
  return (
    <p className={styles['line']}>
      {t(isGone ? 'broadcast.coupon.gone' : 'broadcast.coupon.noneYet')}
      <Link to={routes.coupons()} needs="coupon.save" testId="broadcast-message-coupon-make">
        {t('broadcast.coupon.open')}
      </Link>
    </p>
  )
}
