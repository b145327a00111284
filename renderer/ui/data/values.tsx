import { useEffect, useState, type ReactNode } from 'react'
import { formatDate, formatMoney, formatPhone, formatShort, useWords, type DateStyle, type MoneyPrecision } from '../../i18n/index.ts'
import styles from './data.module.css'

type MoneyProps = {
  readonly micros: number
  readonly currency: string
  /** `each` for one message (up to four decimals). */ readonly precision?: MoneyPrecision
}

/** An amount with its currency; reads from left to right in every language. */
export function Money({ micros, currency, precision = 'total' }: MoneyProps): ReactNode {
  const { locale } = useWords()
  return (
    <bdi dir="ltr" className={styles['number']}>
      {formatMoney(micros, currency, { locale, precision })}
    </bdi>
  )
}

/** A phone number as people read it; reads from left to right in every language. */
export function Phone({ phone }: { readonly phone: string }): ReactNode {
  return (
    <bdi dir="ltr" className={styles['phone']}>
      {formatPhone(phone)}
    </bdi>
  )
}

type DateTimeProps = {
  readonly at: number
  /** `short` is the time today, the weekday this week, else the day. */ readonly style?: DateStyle | 'short'
}

/** A moment in the shop's time zone, with the exact time in the tooltip. */
export function DateTime({ at, style = 'date-time' }: DateTimeProps): ReactNode {
  const context = useWords()
  const [now] = useState(() => Date.now())
  const exact = formatDate(at, 'date-time', context)
  return (
    <time dir="auto" dateTime={new Date(at).toISOString()} title={style === 'date-time' ? undefined : exact} className={styles['time']}>
      {style === 'short' ? formatShort(at, now, context) : formatDate(at, style, context)}
    </time>
  )
}

/** The time now, renewed every so often, for words that count down. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
