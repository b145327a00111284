import type { CallOutput } from '#contract/ipc/index.ts'
import type { OpenApp } from '../support/app/index.ts'

type Recipient = CallOutput<'broadcast.recipients'>['recipients'][number]

/** What every single person got, read from the engine page by page. */
export async function recipientsOf(shop: OpenApp, broadcastId: string): Promise<readonly Recipient[]> {
  const all: Recipient[] = []
  let cursor: string | undefined
  do {
    const page = await shop.call('broadcast.recipients', {
      broadcastId: broadcastId,
      limit: 200,
      ...(cursor === undefined ? {} : { cursor }),
    })
    if (!page.ok) throw new Error(`the list of people could not be read: ${page.error.code}`)
    all.push(...page.value.recipients)
    cursor = page.value.nextCursor ?? undefined
  } while (cursor !== undefined)
  return all
}

/** One line for each person: number, what became of the message, code or reason. The people are invented. */
export function linesOf(recipients: readonly Recipient[]): readonly string[] {
  return recipients.map(({ phone, name, state, reason, metaCode, couponCode }) => {
    const why = metaCode === null ? (reason ?? '') : `Meta ${metaCode}`
    return [phone ?? 'no number', state.padEnd(11), (couponCode ?? '').padEnd(15), why.padEnd(20), name].join('  ').trimEnd()
  })
}

/** How many people ended where. */
export function sumsOf(recipients: readonly Recipient[]): string {
  const sums = new Map<string, number>()
  for (const { state } of recipients) sums.set(state, (sums.get(state) ?? 0) + 1)
  return [...sums].map(([state, count]) => `${count} ${state}`).join(', ')
}
