import { z } from 'zod'

/** Who may make a call. Each role may do what the ones before it may. */
export const Role = z.enum(['viewer', 'staff', 'manager', 'owner'])
export type Role = z.infer<typeof Role>

/**
 * What of customers stands in a file that a call writes. `nobody`; `tracked`: the room that writes it notes whom it holds, or
 * reaches it again, as it does backups; otherwise the kind under which the engine notes that such a file left the vault, so
 * that erasing somebody can name it.
 */
export type HeldInFile = 'nobody' | 'tracked' | 'report' | 'audit' | 'other'

type FilesRead = { readonly read?: readonly string[]; readonly folder?: readonly string[] }

/** What one call promises; the name is its key in the table of calls. */
export type CallDefinition<I extends z.ZodType, O extends z.ZodType> = {
  readonly summary: string
  readonly role: Role
  readonly input: I
  readonly output: O
  /** Input fields that name a file to read or write, or a folder. A window passes a handle there; main replaces it by the path. */
  readonly files?:
    | (FilesRead & { readonly write?: never })
    | (FilesRead & { readonly write: readonly string[]; readonly holds: HeldInFile })
  /** Answered behind the lock too; everything else is refused there with `locked`. */
  readonly whenLocked?: true
  /** Closes the vault or puts another in its place, and every session ends with it: whoever called hears how it went all the same. */
  readonly endsSession?: true
  /** Asks whoever calls to prove again who they are (`proof-needed`) when the last proof is older than five minutes and the shop wants it. */
  readonly stepUp?: true
  /** Whether the log of acts gets an entry for each call: calls of the owner's role and those that ask again do, unless this says otherwise. */
  readonly audited?: boolean
  /** Time the call may take before it is answered with `call-timed-out`; 30 s unless told. */
  readonly deadlineMs?: number
}

/** Describes one call; exists so that its types are inferred. */
export const defineCall = <I extends z.ZodType, O extends z.ZodType>(definition: CallDefinition<I, O>): CallDefinition<I, O> => definition

/** Describes one event: data that is announced to subscribers. */
export const defineEvent = <D extends z.ZodType>(definition: {
  readonly summary: string
  readonly data: D
}): { readonly summary: string; readonly data: D } => definition

/** A file to read or write: an absolute path on the command line, an opaque handle (`handle:…`) from a window. */
export const FileReference = z.string().min(1).max(4096)

/** The input of a call that needs none. */
export const Nothing = z.strictObject({})
