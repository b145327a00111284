import { accountBan, restrictionsOf, type AccountNews } from './account-news.ts'

/** What Meta does not let the account send, in Meta's word, and until when (ms; null where no end is told). */
export type Forbidden = { readonly type: string; readonly until: number | null }

/** A message as far as restrictions care: its template with Meta's category, or null for a reply inside the window. */
export type Wish = { readonly category: string } | null

/** What each restriction forbids; those that are not named here forbid no message. @source reference part 15, restriction types */
const FORBIDS: Readonly<Record<string, (wish: Wish) => boolean>> = {
  RESTRICTED_BIZ_INITIATED_MESSAGING: (wish) => wish !== null,
  RESTRICTED_CUSTOMER_INITIATED_MESSAGING: () => true,
  RESTRICTED_UTILITY_TEMPLATES: (wish) => wish?.category === 'UTILITY',
}

/** The one reason for which a message may not go now: an account that is off first, then restrictions; null when it may. */
export function forbiddenBy(news: readonly AccountNews[], wish: Wish, now: number): Forbidden | null {
  return accountBan(news, now) ?? restrictionsOf(news, now).find(({ type }) => FORBIDS[type]?.(wish) === true) ?? null
}
