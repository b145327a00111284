import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { TemplateDeps } from '../deps.ts'
import { templateById } from '../queries.ts'
import { countingAsked, keepDays, keptDays, noteCounting, noteNotCounting } from './insight-queries.ts'
import { readDay, sumUp } from './sums.ts'

type Analytics = CallOutput<'template.analytics'>

const DAY_MS = 86_400_000
/** Meta does not count for this account yet. @source error-codes.json */
const NOT_COUNTING = 200_007

/** Lets Meta count from now on. @returns connection-missing and Meta's codes */
export async function enableAnalytics(deps: TemplateDeps): Promise<Result<CallOutput<'template.enableAnalytics'>>> {
  const client = deps.api()
  if (client === null) return fail('connection-missing')
  const answer = await client.account.enableInsights()
  if (!answer.ok) return answer
  deps.vault.store.write((db) => noteCounting(db, deps.clock.now()))
  return ok({})
}

/**
 * Reads the daily sums of a template again; where Meta can't be asked, those of the last reading are shown with their time.
 * @returns template-missing; Meta's codes only where nothing was ever read
 */
export async function readAnalytics(deps: TemplateDeps, input: ParsedInput<'template.analytics'>): Promise<Result<Analytics>> {
  const { vault, clock, api } = deps
  if (templateById(vault.store.read, input.templateId) === undefined) return fail('template-missing')
  const client = api()
  const end = clock.now()
  // Whole days, today with it: 90 days back is the most that Meta tells.
  const start = Math.floor(end / DAY_MS) * DAY_MS - (input.days - 1) * DAY_MS
  const since = new Date(start).toISOString().slice(0, 10)
  const answer =
    client === null
      ? fail('connection-missing')
      : await client.templates.analytics({
          start: start / 1000,
          end: Math.floor(end / 1000),
          template_ids: [input.templateId],
          metric_types: ['sent', 'delivered', 'read', 'clicked', 'cost'],
        })
  if (answer.ok) {
    const days = answer.value.filter((point) => String(point.template_id) === input.templateId).map(readDay)
    vault.store.write((db) => {
      noteCounting(db, end)
      keepDays(db, input.templateId, { days, at: end })
    })
    return ok(shown(deps, input.templateId, { since, readAt: end }))
  }
  if (answer.error.params?.['metaCode'] === NOT_COUNTING) {
    vault.store.write(noteNotCounting)
    return ok(shown(deps, input.templateId, { since, readAt: null }))
  }
  const kept = keptDays(vault.store.read, input.templateId, since)
  return kept.readAt === null && countingAsked(vault.store.read)
    ? answer
    : ok(shown(deps, input.templateId, { since, readAt: kept.readAt }))
}

function shown(
  { vault, price }: TemplateDeps,
  templateId: string,
  of: { readonly since: string; readonly readAt: number | null },
): Analytics {
  const db = vault.store.read
  const { days } = keptDays(db, templateId, of.since)
  const { totals, clicks, spentMicros } = sumUp(days)
  const perDeliveredMicros = totals.delivered === 0 ? null : Math.round(spentMicros / totals.delivered)
  return {
    isEnabled: countingAsked(db),
    readAt: of.readAt as Analytics['readAt'],
    days: days.map(({ day, sent, delivered, read }) => ({ day, sent, delivered, read })),
    totals,
    clicks,
    cost: days.length === 0 ? null : { micros: spentMicros, currency: price.currency, perDeliveredMicros },
  }
}
