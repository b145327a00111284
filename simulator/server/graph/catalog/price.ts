type Form = {
  readonly sign: string
  readonly decimals: number
  readonly thousands: string
  readonly point: string
  readonly isSignLast?: boolean
}

const plain = { decimals: 2, thousands: ',', point: '.' } as const
const european = { decimals: 2, thousands: '.', point: ',' } as const

/** How each currency is written; every other one as its code, a space and an amount with two decimals. */
const forms: Readonly<Record<string, Form>> = {
  TWD: { ...plain, sign: 'NT$' },
  USD: { ...plain, sign: '$' },
  HKD: { ...plain, sign: 'HK$' },
  SGD: { ...plain, sign: 'S$' },
  MXN: { ...plain, sign: 'MX$' },
  INR: { ...plain, sign: '₹' },
  GBP: { ...plain, sign: '£' },
  MYR: { ...plain, sign: 'RM' },
  PHP: { ...plain, sign: '₱' },
  THB: { ...plain, sign: '฿' },
  JPY: { ...plain, sign: '¥', decimals: 0 },
  KRW: { ...plain, sign: '₩', decimals: 0 },
  VND: { ...european, sign: ' ₫', decimals: 0, isSignLast: true },
  CLP: { ...european, sign: '$', decimals: 0 },
  EUR: { ...european, sign: ' €', isSignLast: true },
  // The space after the sign does not break lines, as in the locale itself.
  BRL: { ...european, sign: 'R$\u00a0' },
  ARS: { ...european, sign: '$\u00a0' },
  IDR: { ...european, sign: 'Rp\u00a0' },
}

/** Digits after the point that a currency has; amounts are written in the smallest unit. */
export function decimalsOf(currency: string): number {
  return (forms[currency] ?? plain).decimals
}

/**
 * A price as Meta shows it: a text in the form of its currency, never a number.
 * @param minor amount in the smallest unit of the currency
 * @source reference part 6: only "$1,299.00" is published, the other forms are those of each currency's locale
 */
export function writePrice(minor: number, currency: string): string {
  const form = forms[currency] ?? { ...plain, sign: `${currency} ` }
  const digits = String(Math.round(minor)).padStart(form.decimals + 1, '0')
  const whole = form.decimals === 0 ? digits : digits.slice(0, -form.decimals)
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, form.thousands)
  const amount = form.decimals === 0 ? grouped : `${grouped}${form.point}${digits.slice(-form.decimals)}`
  return form.isSignLast === true ? `${amount}${form.sign}` : `${form.sign}${amount}`
}

/** An amount in whole units, in the smallest unit. */
export function minorOf(amount: number, currency: string): number {
  return Math.round(amount * 10 ** decimalsOf(currency))
}
