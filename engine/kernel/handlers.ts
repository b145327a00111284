import type { CallName, CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import type { Role } from '#contract/ipc/define.ts'
import type { Result } from '#contract/kernel/result.ts'

/** What a handler may know of the caller. */
export type CallContext = {
  readonly role: Role
  /** Whom the history names: "owner" until there are staff. */
  readonly person: string
  /** Which channel calls; each has a session of its own. */
  readonly seat?: string | undefined
  /** Aborted when the caller cancels, or the deadline passes. */
  readonly signal: AbortSignal
}

export type Handler<N extends CallName> = (
  input: ParsedInput<N>,
  context: CallContext,
) => Result<CallOutput<N>> | Promise<Result<CallOutput<N>>>

/** What a room's router hands to the host: some calls with their handlers. */
export type Handlers = { readonly [N in CallName]?: Handler<N> }

/** A running room: its calls, and how it ends (finishing or writing down what is under way). */
export type Room = { readonly handlers: Handlers; stop?(): Promise<void> }
