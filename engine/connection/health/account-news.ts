import { DAY_MS, notice, type Notice } from './notice.ts'

/** What an event told about account, number or security, in Meta's words. Times in ms. @source reference part 8.5 */
export type AccountNews = {
  readonly field: string
  readonly event: string
  readonly params: Readonly<Record<string, string | number>>
  readonly at: number
  /** When it ends, where Meta says so. */
  readonly until: number | null
}

/** What an event told is shown this long, unless it tells its own end. */
const SHOWN_MS = 30 * DAY_MS

/** News that later news of the same field took back. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  REJECTED: ['APPROVED'],
  FLAGGED: ['UNFLAGGED'],
  DISABLED_UPDATE: ['ACCOUNT_RECONNECTED'],
  PARTNER_REMOVED: ['ACCOUNT_RECONNECTED', 'PARTNER_ADDED'],
  ACCOUNT_OFFBOARDED: ['ACCOUNT_RECONNECTED'],
}

/** The restrictions that hold now, by Meta's word. */
export const restrictionsOf = (news: readonly AccountNews[], now: number): { readonly type: string; readonly until: number | null }[] => {
  const holding = news.filter((one) => one.field === 'account_update' && one.params['restriction'] !== undefined && holds(one, now))
  const latest = new Map(holding.toSorted((one, other) => one.at - other.at).map((one) => [String(one.params['restriction']), one.until]))
  return [...latest].map(([type, until]) => ({ type, until }))
}

const holds = ({ at, until }: AccountNews, now: number): boolean => (until === null ? at + SHOWN_MS > now : until > now)

/** What of the news the owner should know: as long as it holds, and while it is new where no end is told. */
export function accountNotices(news: readonly AccountNews[], now: number): Notice[] {
  return news
    .filter((one) => holds(one, now) && !isTakenBack(one, news))
    .flatMap((one) => {
      const found = noticeOf(one)
      return found === null ? [] : [found]
    })
}

function isTakenBack(one: AccountNews, news: readonly AccountNews[]): boolean {
  const endings = ENDINGS[one.event] ?? []
  return news.some(
    (other) =>
      other.field === one.field &&
      other.at > one.at &&
      (endings.includes(other.event) || (one.event === 'DISABLED_UPDATE' && other.params['banState'] === 'REINSTATE')),
  )
}

/** That Meta switched the account off, in its word; null while it works. What is announced begins on its day. */
export function accountBan(news: readonly AccountNews[], now: number): { readonly type: string; readonly until: null } | null {
  const latest = news
    .filter((one) => one.field === 'account_update' && holds(one, now) && isOff(one, now) && !isTakenBack(one, news))
    .toSorted((one, other) => other.at - one.at)[0]
  return latest === undefined ? null : { type: latest.event, until: null }
}

function isOff({ event, params }: AccountNews, now: number): boolean {
  if (event === 'ACCOUNT_DELETED') return true
  if (event !== 'DISABLED_UPDATE') return false
  if (params['banState'] === 'DISABLE') return true
  const day = params['banState'] === 'SCHEDULE_FOR_DISABLE' ? banDate(params['banDate']) : null
  return day !== null && day <= now
}

function noticeOf(one: AccountNews): Notice | null {
  const { at, until, params } = one
  switch (one.field) {
    case 'account_update':
      return updateNotice(one)
    case 'account_alerts':
      return notice('meta-alert', params['severity'] === 'INFORMATIONAL' ? 'info' : 'warning', {
        at,
        due: until,
        params: { ...params, type: one.event },
      })
    case 'security':
      return notice('pin-changed', 'warning', { at, params: { event: one.event } })
    case 'phone_number_name_update':
      return one.event === 'REJECTED' ? notice('name-declined', 'warning', { at, params }) : null
    case 'phone_number_quality_update':
      return one.event === 'FLAGGED' ? notice('number-flagged', 'trouble', { at, params }) : null
    default:
      return null
  }
}

function updateNotice({ event, params, at, until }: AccountNews): Notice | null {
  switch (event) {
    case 'ACCOUNT_RESTRICTION':
      return notice('account-restricted', 'trouble', { at, due: until, params })
    case 'ACCOUNT_VIOLATION':
      return notice('account-violation', 'trouble', { at, due: until, params })
    case 'DISABLED_UPDATE':
      return params['banState'] === 'REINSTATE'
        ? null
        : notice('account-disabled', 'trouble', { at, due: banDate(params['banDate']), params })
    case 'ACCOUNT_DELETED':
      return notice('account-disabled', 'trouble', { at, params })
    case 'PARTNER_REMOVED':
    case 'ACCOUNT_OFFBOARDED':
      return notice(params['reason'] === 'PRIMARY_INACTIVITY' ? 'phone-app-silent' : 'account-disabled', 'trouble', { at, params })
    default:
      return null
  }
}

const banDate = (text: string | number | undefined): number | null => {
  const at = typeof text === 'string' ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? null : at
}
