import type { CallInput, CallOutput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { Inbox } from '../../inbox/index.ts'
import type { WriteHandle } from '../../store/index.ts'
import type { TemplateRoom } from '../../template/index.ts'
import type { State } from './states.ts'

/** Who reads what is said of an order. */
export type Reader = { readonly name: string; readonly addressAs: string; readonly language: string | null; readonly phone: string | null }

/** What work on orders needs of other rooms; they are made after this one. */
export type OrderHands = {
  readonly inbox: Pick<Inbox, 'enqueue' | 'windowClosesAt'>
  readonly template: Pick<TemplateRoom, 'find'>
  /** Templates that may go to a customer by hand, with their cost. */
  propose(input: CallInput<'inbox.propose'>): Result<CallOutput<'inbox.propose'>>
  /** Takes a message back in the caller's transaction; false when it has left. */
  takeBack(messageId: string): boolean
  /** The text in the reader's language, filled in; what has no value is left out. */
  say(
    texts: readonly { readonly language: string; readonly text: string }[],
    reader: Reader,
    values: Readonly<Record<string, string | undefined>>,
  ): { readonly language: string; readonly text: string }
}

/** What happened to an order, as other rooms hear of it, inside the transaction in which it does. Times in ms. */
export type OrderMove = {
  readonly customerSeq: number
  readonly orderId: string
  readonly state: State
  readonly at: number
  readonly dueAt: number | null
  readonly retailerIds: readonly string[]
  /** As people read them, in the shop's language. */
  readonly facts: { readonly number: string; readonly total: string; readonly tracking?: string; readonly due?: string }
}

export type MoveListener = (db: WriteHandle, move: OrderMove) => void
