import type { CallName } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallContext, Clock, Handlers, Random } from '../kernel/index.ts'
import type { PersonalDataSource } from '../privacy/index.ts'
import type { OpenVault, ReadHandle, WriteHandle } from '../store/index.ts'
import type { Act, Facts } from './rules.ts'

export type AuditDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
}

export type Who = Pick<CallContext, 'person' | 'role'>

/** What happened without a call, or beside one. */
export type Noted = {
  readonly act: string
  readonly who?: Who
  readonly customerId?: string | null
  readonly facts?: Facts
  readonly outcome?: Act['outcome']
  readonly code?: string | null
}

/** A call that ended, as the router saw it. */
export type CalledAct = { readonly call: CallName; readonly who: Who; readonly input: unknown; readonly result: Result<unknown> }

/** The log of acts. */
export type Audit = {
  readonly handlers: Handlers
  readonly personalData: readonly PersonalDataSource[]
  /** Writes an entry for a call that the contract marks so; for others it does nothing. */
  called(act: CalledAct): void
  /** Writes an entry for a call that was denied for who asked. */
  denied(act: { readonly call: CallName; readonly who: Who; readonly code: string }): void
  /** Writes an entry in the caller's transaction. */
  note(db: WriteHandle, noted: Noted): void
  /** How many sign-ins were refused since a time. */
  refusedSignIns(db: ReadHandle, since: number): number
  /** Writes the seal; the room is over. */
  stop(): Promise<void>
}
