import type { CallInput } from '../../bridge/index.ts'
import { momentOf } from '../../template-values/index.ts'
import type { Coupon } from './types.ts'

const MICROS = 1_000_000
const SHORTEST_CODE = 3

/** What a person has typed about a coupon. Days are YYYY-MM-DD in the shop's time zone; empty for none. */
export type CouponForm = {
  readonly name: string
  readonly codes: Coupon['codes']
  readonly sharedCode: string
  readonly prefix: string
  readonly count: number
  readonly gives: 'percent' | 'amount' | 'balance' | 'gift' | 'till'
  readonly percent: number
  readonly amount: number
  readonly gift: string
  readonly firstDay: string
  readonly lastDay: string
  readonly hasLimit: boolean
  readonly uses: number
  readonly least: number
}

const written = (text: string, longest: number): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9-]/g, '')
    .slice(0, longest)

/** Typed letters as a code can have them. */
export const cleanCode = (text: string): string => written(text, 15)
export const cleanPrefix = (text: string): string => written(text, 8)

export const emptyForm: CouponForm = {
  name: '',
  codes: 'unique',
  sharedCode: '',
  prefix: '',
  count: 100,
  gives: 'percent',
  percent: 10,
  amount: 100,
  gift: '',
  firstDay: '',
  lastDay: '',
  hasLimit: true,
  uses: 1,
  least: 0,
}

/** A coupon as a person changes it. */
export function formOf(coupon: Coupon, dayOf: (at: number) => string): CouponForm {
  const day = (at: number | null): string => (at === null ? '' : dayOf(at))
  return {
    ...emptyForm,
    ...givesOf(coupon.value),
    name: coupon.name,
    codes: coupon.codes,
    sharedCode: coupon.sharedCode ?? '',
    prefix: coupon.prefix,
    count: 0,
    firstDay: day(coupon.startsAt),
    lastDay: day(coupon.endsAt),
    hasLimit: coupon.usesPerCode !== null,
    uses: coupon.usesPerCode ?? 1,
    least: (coupon.leastMicros ?? 0) / MICROS,
  }
}

function givesOf(value: Coupon['value']): Partial<CouponForm> {
  switch (value?.kind) {
    case undefined:
      return { gives: 'till' }
    case 'percent':
      return { gives: 'percent', percent: value.percent }
    case 'gift':
      return { gives: 'gift', gift: value.text }
    case 'amount':
    case 'balance':
      return { gives: value.kind, amount: value.micros / MICROS }
  }
}

/** Fields that can not be saved as they are. */
export function problemsOf(form: CouponForm): ReadonlySet<'name' | 'sharedCode' | 'gift' | 'lastDay'> {
  const problems = new Set<'name' | 'sharedCode' | 'gift' | 'lastDay'>()
  if (form.name.trim() === '') problems.add('name')
  if (form.codes === 'shared' && form.sharedCode.length < SHORTEST_CODE) problems.add('sharedCode')
  if (form.gives === 'gift' && form.gift.trim() === '') problems.add('gift')
  if (form.firstDay !== '' && form.lastDay !== '' && form.lastDay < form.firstDay) problems.add('lastDay')
  return problems
}

type Saved = CallInput<'coupon.save'>

/** The form as the call takes it; only for a form without problems. */
export function inputOf(
  form: CouponForm,
  place: { readonly currency: string; readonly timeZone: string; readonly coupon: Coupon | null },
): Saved {
  const { currency, timeZone, coupon } = place
  const moment = (day: string, time: string) => (day === '' ? null : momentOf(day, time, timeZone)) as Saved['endsAt']
  return {
    ...(coupon === null ? {} : { couponId: coupon.couponId }),
    name: form.name.trim(),
    codes: form.codes,
    ...(form.codes === 'shared' ? { sharedCode: form.sharedCode } : {}),
    prefix: form.codes === 'unique' ? form.prefix : '',
    count: form.codes === 'unique' ? form.count : 0,
    value: valueOf(form, currency),
    startsAt: moment(form.firstDay, '00:00'),
    endsAt: moment(form.lastDay, '23:59:59'),
    usesPerCode: form.hasLimit ? form.uses : null,
    leastMicros: form.least === 0 ? null : Math.round(form.least * MICROS),
  }
}

function valueOf(form: CouponForm, currency: string): Saved['value'] {
  const micros = Math.round(form.amount * MICROS)
  switch (form.gives) {
    case 'percent':
      return { kind: 'percent', percent: form.percent }
    case 'amount':
    case 'balance':
      return { kind: form.gives, micros, currency }
    case 'gift':
      return { kind: 'gift', text: form.gift.trim() }
    case 'till':
      return null
  }
}
