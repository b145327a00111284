import { call, type AppError, type CallInput, type CallOutput } from '../../../bridge/index.ts'

type Recipient = CallOutput<'broadcast.recipients'>['recipients'][number]
const PAGE = 500

/**
 * Reads every person that a filter leaves, page by page.
 * @param most stops there, for calls that take no more
 */
export async function allRecipients(
  input: Omit<CallInput<'broadcast.recipients'>, 'cursor' | 'limit'>,
  most: number,
): Promise<{ readonly recipients: readonly Recipient[]; readonly error: AppError | null }> {
  const recipients: Recipient[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof call<'broadcast.recipients'>>> = await call('broadcast.recipients', {
      ...input,
      limit: PAGE,
      ...(cursor === null ? {} : { cursor }),
    })
    if (!page.ok) return { recipients, error: page.error }
    recipients.push(...page.value.recipients)
    cursor = page.value.nextCursor
  } while (cursor !== null && recipients.length < most)
  return { recipients: recipients.slice(0, most), error: null }
}
