import { z } from 'zod'

/** Who may make a call. Each role may do what the ones before it may. */
export const Role = z.enum(['viewer', 'staff', 'manager', 'owner'])
export type Role = z.infer<typeof Role>

/** What one call promises; the name is its key in the table of calls. */
export type CallDefinition<I extends z.ZodType, O extends z.ZodType> = {
  readonly summary: string
  readonly role: Role
  readonly input: I
  readonly output: O
  /** Input fields that name a file to read or write, or a folder. A window passes a handle there; main replaces it by the path. */
  readonly files?: { readonly read?: readonly string[]; readonly write?: readonly string[]; readonly folder?: readonly string[] }
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
