import type { ConversationRow } from '../types.ts'

type Row = Pick<ConversationRow, 'customerId' | 'unread'>
type Step = { readonly from: string | null; readonly step: 1 | -1; readonly isUnread: boolean }

/** The chat that a step leads to; an unread one is also looked for from the other end. */
export function nextChat<R extends Row>(rows: readonly R[], { from, step, isUnread }: Step): R | undefined {
  const order = step === 1 ? rows : rows.toReversed()
  const here = order.findIndex((row) => row.customerId === from)
  const after = order.slice(here + 1)
  return isUnread ? [...after, ...order.slice(0, Math.max(0, here))].find((row) => row.unread > 0) : after[0]
}

/** The chats above and below one; undefined at the ends, and for a chat that is not in the list. */
export function neighboursOf(
  rows: readonly Row[],
  customerId: string | null,
): readonly [above: Row['customerId'] | undefined, below: Row['customerId'] | undefined] {
  const here = rows.findIndex((row) => row.customerId === customerId)
  return here === -1 ? [undefined, undefined] : [rows[here - 1]?.customerId, rows[here + 1]?.customerId]
}
