import type { CallOutput, EventName, CallName } from '#contract/ipc/index.ts'
import type { Role } from '#contract/ipc/define.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'

export type Status = CallOutput<'session.status'>
export type Settings = Status['settings']

/** In whose name and with whose rights a call is made. */
export type Caller = { readonly role: Role; readonly person: string }

/** Who signed in at a seat; the access changes with each password, so that older sessions end. */
export type Sitting = { readonly staffSeq: number; readonly accessId: string }

/** Somebody who may work, as the vault knows them at this moment. */
export type Person = {
  readonly staffSeq: number
  readonly staffId: string
  readonly name: string
  readonly role: Role
  readonly mustChange: boolean
}

/** The place of one channel: who sits there, what they may do and what they may see. */
export type Seat = {
  readonly seatId: string
  /** Asked on each call, since roles change and people are removed while a window is open. */
  caller(): Caller & { readonly seat: string }
  /** Why a call is not looked at: the lock is on (`locked`), access was ended (`sign-in-ended`). */
  lockRefusal(name: CallName): Result<never> | null
  /** Why a call that asks again is refused: `proof-needed`. */
  proofRefusal(): Result<never> | null
  /** Why what is asked for is refused, e.g. a number looked for by its digits. */
  inputRefusal(name: CallName, input: unknown): Result<never> | null
  /** An input as it was meant: who is shown hidden numbers sends them back so. */
  meant(name: CallName, input: unknown): unknown
  /** The answer to an input as this person may see it. */
  shown(name: CallName, value: unknown, input?: unknown): Result<unknown>
  /** The event as this person may hear it; null for what they may not. */
  heard(name: EventName, data: unknown): { readonly data: unknown } | null
  /** The lock fell: what is under way is not answered any more. Returns how to stop listening. */
  onLock(listener: () => void): () => void
  onChange(listener: (status: Status) => void): () => void
  /** The channel is gone. */
  leave(): void
}

/** What happened around signing in, for the log of acts; holds no password and no customer. */
export type SessionNote = {
  readonly act: 'session.signIn' | 'session.prove' | 'session.resetWithRecoveryCode' | 'session.setPassword' | 'session.lock'
  readonly outcome: 'done' | 'refused'
  readonly code: string | null
  readonly person: string
  readonly role: Role
}

/** The room over an open vault. */
export type Session = {
  readonly handlers: Handlers
  /** Whether messages may leave now: somebody sits here, or the shop lets them leave behind the lock. */
  mayLeave(): boolean
  /** Signs in whose password opened the vault. */
  admit(
    seat: string,
    person: { readonly name: string; readonly password: string; readonly code?: string | undefined },
  ): Promise<Result<unknown>>
  stop(): void
}
