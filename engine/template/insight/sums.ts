import type { TemplateDay } from '#contract/cloud-api/answer-template-more.ts'

/** One day of one template; amounts in millionths. */
export type DaySum = {
  readonly day: string
  readonly sent: number
  readonly delivered: number
  readonly read: number
  readonly clicked: readonly { readonly type: string; readonly button: string; readonly count: number }[]
  readonly spentMicros: number
}

/** Meta's day; it counts in UTC unless the account's time zone was asked for. */
const dayOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10)
const whole = (value: unknown): number => Math.max(0, Math.round(Number(value ?? 0)) || 0)

/** Reads Meta's daily sums; what is missing counts as none. @source reference part 5, analytics */
export function readDay(point: TemplateDay): DaySum {
  const spent = point.cost?.find(({ type }) => type.toLowerCase() === 'amount_spent')?.value
  return {
    day: dayOf(point.start),
    sent: whole(point.sent),
    delivered: whole(point.delivered),
    read: whole(point.read),
    clicked: (point.clicked ?? []).map(({ type, button_content: button, count }) => ({ type, button: button ?? '', count: whole(count) })),
    spentMicros: whole(Number(spent ?? 0) * 1_000_000),
  }
}

export type Sums = {
  readonly totals: { readonly sent: number; readonly delivered: number; readonly read: number; readonly clicked: number }
  readonly clicks: { readonly type: string; readonly button: string; readonly count: number }[]
  readonly spentMicros: number
}

/** Adds days up; clicks by button, the most first. */
export function sumUp(days: readonly DaySum[]): Sums {
  const total = (pick: (day: DaySum) => number) => days.reduce((sum, day) => sum + pick(day), 0)
  const clicks = new Map<string, Sums['clicks'][number]>()
  for (const click of days.flatMap((day) => day.clicked)) {
    const key = `${click.type} ${click.button}`
    clicks.set(key, { ...click, count: (clicks.get(key)?.count ?? 0) + click.count })
  }
  const sorted = [...clicks.values()].toSorted((one, other) => other.count - one.count)
  return {
    totals: {
      sent: total((day) => day.sent),
      delivered: total((day) => day.delivered),
      read: total((day) => day.read),
      clicked: sorted.reduce((sum, { count }) => sum + count, 0),
    },
    clicks: sorted,
    spentMicros: total((day) => day.spentMicros),
  }
}
