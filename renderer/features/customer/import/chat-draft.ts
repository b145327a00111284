import type { CallInput, CallOutput } from '../../../bridge/index.ts'

export type ChatFacts = CallOutput<'customer.inspectChat'>

/** What a person has to say of an exported chat. */
export type ChatDraft = { readonly shopName: string | null; readonly phone: string; readonly days: 'day-first' | 'month-first' | null }

/** With two people in it, one of them named like the shop, nothing needs to be asked but the number. */
export const draftOf = (facts: ChatFacts, shop: string | undefined): ChatDraft => ({
  shopName: facts.people.find(({ name }) => shop !== undefined && name.trim() === shop.trim())?.name ?? null,
  phone: facts.people.map(({ name }) => name).find((name) => /^\+[\d\s().-]{7,}$/u.test(name)) ?? '',
  days: null,
})

/** What is missing before the chat can be taken in. */
export type ChatGap = 'shop' | 'phone' | 'days' | null

export function chatGap(draft: ChatDraft, facts: ChatFacts): ChatGap {
  if (draft.shopName === null) return 'shop'
  if (draft.phone.trim() === '') return 'phone'
  return facts.dayFirst === null && draft.days === null ? 'days' : null
}

/** The draft as the call wants it; only without gaps. */
export const chatInput = (file: string, { shopName, phone, days }: ChatDraft): CallInput<'customer.importChat'> => ({
  file,
  shopName: shopName ?? '',
  phone,
  ...(days === null ? {} : { dayFirst: days === 'day-first' }),
})
