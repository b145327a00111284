import type { World } from '../../../behaviour/world.ts'
import { type Answer, type Problem, json, problem, refuse } from '../../problems.ts'
import { firstBroken, parseIfText } from '../answers.ts'
import type { GraphRequest } from '../area.ts'
import type { MessageRecord } from '../messages/message-book.ts'
import { rateOf } from '../messages/rates.ts'
import { templateOf } from './change.ts'

const DAY_SECONDS = 86_400
/** How far back and for how many templates. @source reference part 5, analytics */
const LOOK_BACK_DAYS = 90
const IDS_MAX = 10
/** Reads and taps count only this long after sending. @source reference part 5, analytics */
const COUNTED_MS = 7 * DAY_SECONDS * 1000

type Wish = { readonly ids: readonly string[]; readonly start: number; readonly end: number; readonly metrics: readonly string[] }

/** Plays GET /{account}/template_analytics: daily sums of what was really sent. @source reference part 5, analytics */
export function readAnalytics(world: World, request: GraphRequest): Answer {
  if (!world.management.templates.isCounted) {
    return refuse(problem(200007, 'Template insights were not confirmed for this account'))
  }
  const wish = readWish(world, request.url.searchParams)
  if ('code' in wish) return refuse(wish)
  const days: number[] = []
  for (let day = wish.start - (wish.start % DAY_SECONDS); day < wish.end; day += DAY_SECONDS) days.push(day)
  const messages = world.management.messages.all()
  const points = wish.ids.flatMap((id) => {
    const own = messages.filter((message) => message.templateId === id)
    return days.map((day) => dayOf(own, { id, day, metrics: wish.metrics }))
  })
  const productType = request.url.searchParams.get('product_type') ?? 'CLOUD_API'
  return json({
    data: [{ granularity: 'DAILY', product_type: productType, data_points: points }],
    paging: { cursors: { before: 'MAZDZD', after: 'MjQZD' } },
  })
}

function readWish(world: World, query: URLSearchParams): Wish | Problem {
  const [start, end] = [Number(query.get('start')), Number(query.get('end'))]
  const ids = listIn(query, 'template_ids')
  const foreign = ids.find((id) => world.management.templates.find(id) === undefined)
  const isTime = Number.isInteger(start) && Number.isInteger(end) && start > 0 && end > start
  const wrong = firstBroken([
    [query.get('granularity')?.toLowerCase() !== 'daily', 'granularity: daily'],
    [!isTime, 'start and end: seconds since 1970'],
    [start < world.clock.nowMs() / 1000 - (LOOK_BACK_DAYS + 1) * DAY_SECONDS, `start: at most ${LOOK_BACK_DAYS} days back`],
    [ids.length === 0 || ids.length > IDS_MAX, `template_ids: 1 to ${IDS_MAX}`],
    [foreign !== undefined, `template_ids: ${foreign ?? ''} is not of this account`],
  ])
  if (wrong !== null) return wrong
  const metrics = listIn(query, 'metric_types').map((word) => word.toLowerCase())
  return { ids, start, end, metrics: metrics.length === 0 ? ['sent', 'delivered', 'read', 'clicked', 'cost'] : metrics }
}

/** A list as Graph takes it: JSON, or words with commas. */
function listIn(query: URLSearchParams, name: string): readonly string[] {
  const text = query.get(name) ?? ''
  const value = parseIfText(text)
  return Array.isArray(value) ? value.map(String) : text.split(',').filter((word) => word !== '')
}

type Day = { readonly id: string; readonly day: number; readonly metrics: readonly string[] }

function dayOf(messages: readonly MessageRecord[], { id, day, metrics }: Day): object {
  const isIn = (atMs: number): boolean => atMs >= day * 1000 && atMs < (day + DAY_SECONDS) * 1000
  const count = (status: string, isLimited: boolean): number =>
    messages.filter((one) =>
      one.steps.some((step) => step.status === status && isIn(step.atMs) && (!isLimited || step.atMs - one.sentAtMs <= COUNTED_MS)),
    ).length
  const clicks = messages.flatMap((one) => one.clicks.filter((click) => isIn(click.atMs) && click.atMs - one.sentAtMs <= COUNTED_MS))
  const delivered = count('delivered', false)
  const spent = delivered * rateOf(messages[0]?.category ?? 'service')
  const all: Readonly<Record<string, unknown>> = {
    sent: count('sent', false),
    delivered,
    read: count('read', true),
    clicked: sumClicks(clicks),
    cost: [
      { type: 'amount_spent', value: round(spent) },
      { type: 'cost_per_delivered', ...(delivered === 0 ? {} : { value: round(spent / delivered) }) },
    ],
  }
  return { template_id: id, start: day, end: day + DAY_SECONDS, ...Object.fromEntries(metrics.map((name) => [name, all[name]])) }
}

function sumClicks(clicks: MessageRecord['clicks']): readonly object[] {
  const sums = new Map<string, { type: string; button_content: string; count: number }>()
  for (const click of clicks) {
    const sum = sums.get(`${click.type} ${click.content}`) ?? { type: click.type, button_content: click.content, count: 0 }
    sum.count += 1
    sums.set(`${click.type} ${click.content}`, sum)
  }
  return [...sums.values()]
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

/** Plays GET /{template}/compare. @source reference part 5, others */
export function compareTemplates(world: World, request: GraphRequest): Answer {
  const own = templateOf(world, request)
  const query = request.url.searchParams
  const [start, end] = [Number(query.get('start')), Number(query.get('end'))]
  const others = listIn(query, 'template_ids').filter((id) => id !== own.id)
  const foreign = others.find((id) => world.management.templates.find(id) === undefined)
  const wrong = firstBroken([
    [![7, 30, 60, 90].includes(Math.round((end - start) / DAY_SECONDS)), 'start and end: 7, 30, 60 or 90 days apart'],
    [others.length !== 1, 'template_ids: exactly one other template'],
    [foreign !== undefined, `template_ids: ${foreign ?? ''} is not of this account`],
  ])
  if (wrong !== null) return refuse(wrong)
  const ids = [own.id, ...others]
  const sends = (id: string): number =>
    world.management.messages.all().filter((one) => one.templateId === id && one.sentAtMs >= start * 1000 && one.sentAtMs < end * 1000)
      .length
  return json({
    data: [
      { metric: 'BLOCK_RATE', type: 'RELATIVE', order_by_relative_metric: ids },
      { metric: 'MESSAGE_SENDS', type: 'NUMBER_VALUES', number_values: ids.map((key) => ({ key, value: sends(key) })) },
      { metric: 'TOP_BLOCK_REASON', type: 'STRING_VALUES', string_values: ids.map((key) => ({ key, value: 'UNKNOWN_BLOCK_REASON' })) },
    ],
  })
}
