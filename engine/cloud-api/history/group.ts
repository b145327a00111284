import type { HistoryEvent, HistoryPage, HistoryQuery } from '#contract/cloud-api/manage-account.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { readHistoryEvents } from './read-events.ts'
import { readMessageHistory } from './read-messages.ts'

/** States of our own sends by asking; nobody was seen using it, so an error or nothing is an ordinary answer. */
export type HistoryOperations = {
  /** One page, or the entry of one message. */
  messages(query: HistoryQuery): Promise<Result<HistoryPage>>
  /** @param entryId id of the entry, not of the message */
  events(entryId: string): Promise<Result<readonly HistoryEvent[]>>
}

export const historyOperations = (deps: CallDeps, number: string): HistoryOperations => ({
  messages: (query) => readMessageHistory(deps, number, query),
  events: (entryId) => readHistoryEvents(deps, entryId),
})
