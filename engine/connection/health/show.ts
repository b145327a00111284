import type { CallOutput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import { NEEDED_FIELDS, PHONE_APP_FIELDS } from '../check/receiving.ts'
import type { ConnectionCore } from '../core.ts'
import type { Neighbours } from '../face.ts'
import { knownKeyOf, shownKeyOf } from '../key.ts'
import type { Live } from '../live.ts'
import { toNumberFacts } from '../rules.ts'
import { restrictionsOf } from './account-news.ts'
import { newestVersion, versionEnd } from './graph-versions.ts'
import { flagAt, textAt } from './fields-of.ts'
import { entitiesOf, paymentProblem, worstLamp } from './lamp.ts'
import { limitOf } from './limit.ts'
import { DAY_MS, type Notice } from './notice.ts'
import { noticesOf, type NoticeFacts } from './notices.ts'
import type { KeptFacts } from './queries.ts'

type Health = CallOutput<'connection.health'>

/** The number page, from what is kept; Meta is asked before when `refresh` is set and can be reached. Error: connection-missing. */
export async function showHealth(core: ConnectionCore, refresh: boolean): Promise<Result<Health>> {
  if (core.live === null) return fail('connection-missing')
  // A page that can't be refreshed shows what is kept and when it was read.
  if (refresh) await core.readFacts()
  const live = core.live
  return live === null ? fail('connection-missing') : ok(healthOf(core, live))
}

function healthOf(core: ConnectionCore, live: Live): Health {
  const { number, account, readAt } = core.facts
  const healths = [number?.health_status, account?.health_status]
  return {
    readAt: readAt as TimestampMs | null,
    ...numberPart(number),
    ...accountPart(account),
    canSend: worstLamp(healths),
    entities: entitiesOf(healths),
    limit: limitNow(core, live),
    api: { version: live.stored.apiVersion, endsOn: versionEnd(live.stored.apiVersion), newest: newestVersion() },
    ...neighbourPart(core, live),
    fields: fieldsOf(core),
    notices: noticesNow(core),
  }
}

const numberPart = (number: KeptFacts['number']) => ({
  nameStatus: textAt(number, 'name_status'),
  requestedName: textAt(number, 'new_display_name'),
  accountMode: textAt(number, 'account_mode'),
  isOfficial: flagAt(number, 'is_official_business_account') ?? false,
  isOnPhoneApp: flagAt(number, 'is_on_biz_app') ?? false,
  isPinSet: flagAt(number, 'is_pin_enabled'),
})

const accountPart = (account: KeptFacts['account']) => ({
  accountReview: textAt(account, 'account_review_status'),
  businessVerification: textAt(account, 'business_verification_status'),
  accountCurrency: textAt(account, 'currency'),
  accountTimeZone: account?.timezone_id === undefined ? null : String(account.timezone_id),
})

const noPrices: Health['prices'] = { validFrom: null, source: null, isSample: false, rules: 0 }

function neighbourPart(core: ConnectionCore, live: Live): Pick<Health, 'restrictions' | 'templates' | 'prices' | 'key'> {
  const restrictions = restrictionsOf(core.news(), core.deps.clock.now())
  return {
    restrictions: restrictions.map(({ type, until }) => ({ type, until: until as TimestampMs | null })),
    templates: countTemplates(core.neighbours?.templates() ?? []),
    prices: core.neighbours?.prices() ?? noPrices,
    key: shownKeyOf(core.facts.key ?? knownKeyOf(live.keys.token, null)),
  }
}

function limitNow(core: ConnectionCore, live: Live): Health['limit'] {
  const now = core.deps.clock.now()
  const node = core.facts.number
  const tier = textAt(node, 'whatsapp_business_manager_messaging_limit') ?? textAt(node, 'messaging_limit_tier')
  return limitOf({
    perDay: node === null ? (live.stored.number?.dailyLimit ?? null) : toNumberFacts(node).dailyLimit,
    isTold: tier === 'TIER_UNLIMITED',
    used: core.deps.peopleLast24h(),
    usedIn7Days: core.neighbours?.peopleSince(now - 7 * DAY_MS) ?? 0,
  })
}

function countTemplates(templates: readonly { readonly status: string; readonly quality: string }[]): Health['templates'] {
  const count = (statuses: readonly string[]) => templates.filter(({ status }) => statuses.includes(status)).length
  return {
    approved: count(['APPROVED']),
    inReview: count(['PENDING', 'IN_APPEAL']),
    refused: count(['REJECTED']),
    paused: count(['PAUSED']),
    off: count(['DISABLED', 'PENDING_DELETION', 'DELETED', 'LIMIT_EXCEEDED', 'ARCHIVED']),
    lowQuality: templates.filter(({ quality }) => quality === 'RED').length,
  }
}

/** What Shopbell asks for in its order, then whatever else was heard. */
function fieldsOf(core: ConnectionCore): Health['fields'] {
  const heard = core.neighbours?.fields() ?? []
  const needed = [...NEEDED_FIELDS, ...(core.facts.number?.is_on_biz_app === true ? PHONE_APP_FIELDS : [])]
  const others = heard.map(({ field }) => field).filter((field) => !needed.includes(field))
  return [...needed, ...others.toSorted()].map((field) => {
    const one = heard.find((other) => other.field === field)
    return { field, isNeeded: needed.includes(field), lastAt: (one?.lastAt ?? null) as TimestampMs | null, count: one?.count ?? 0 }
  })
}

/** Everything that the owner should know, from what is kept. */
export function noticesNow(core: ConnectionCore): Notice[] {
  const { live, facts, neighbours } = core
  if (live === null) return []
  const { number, account } = facts
  return noticesOf({
    now: core.deps.clock.now(),
    readAt: facts.readAt ?? live.stored.addedAt,
    key: facts.key,
    apiVersion: live.stored.apiVersion,
    number: live.stored.number,
    nameStatus: textAt(number, 'name_status'),
    isOnPhoneApp: flagAt(number, 'is_on_biz_app') === true,
    isPaymentMissing: paymentProblem([number?.health_status, account?.health_status]) !== undefined,
    news: core.news(),
    ...toldBy(neighbours),
  })
}

function toldBy(neighbours: Neighbours | null): Pick<NoticeFacts, 'lastEchoAt' | 'pricesFrom'> {
  if (neighbours === null) return { lastEchoAt: null, pricesFrom: null }
  const echoes = neighbours.fields().find(({ field }) => field === 'smb_message_echoes')
  return { lastEchoAt: echoes?.lastAt ?? null, pricesFrom: neighbours.prices().validFrom }
}
