import { windowCalls, type CallName, type WindowCallName } from '#contract/ipc/index.ts'
import { MAX_WINDOW_FRAME_BYTES } from '#contract/ipc/protocol.ts'
import type { Role } from '#contract/ipc/define.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { FileHandles } from './file-handles.ts'
import { isTrustedSender, type Sender } from './sender-check.ts'

/** What stands behind the door: who answers, and which files were chosen. */
export type WindowCallParts = {
  readonly answerShell: (name: string, input: unknown) => Promise<Result<unknown>>
  readonly callEngine: (name: CallName, input: never) => Promise<Result<unknown>>
  readonly handles: FileHandles
  /** The role of the person at the screen. */
  readonly role: () => Role
  /** Told about each refusal, for the log: the code and, where it is a name of ours, the call. */
  readonly onRefused: (code: string, call: string) => void
}

const ranks: Readonly<Record<Role, number>> = { viewer: 0, staff: 1, manager: 2, owner: 3 }

const isCallName = (name: string): name is WindowCallName => Object.hasOwn(windowCalls, name)

/** Size of an input as JSON in bytes; undefined for what is no plain data. */
const sizeOf = (input: unknown): number | undefined => {
  try {
    return Buffer.byteLength(JSON.stringify(input) ?? '')
  } catch {
    return undefined
  }
}

const checkInput = (name: WindowCallName, input: unknown): Result<unknown> => {
  const sizeBytes = sizeOf(input)
  if (sizeBytes === undefined) return fail('input-refused')
  if (sizeBytes > MAX_WINDOW_FRAME_BYTES) return fail('frame-too-large', { limitBytes: MAX_WINDOW_FRAME_BYTES })
  const parsed = windowCalls[name].input.safeParse(input)
  // The field is named, its content never: it may be customer text.
  return parsed.success ? ok(parsed.data) : fail('input-refused', { field: parsed.error.issues[0]?.path.map(String).join('.') ?? '' })
}

/** Puts paths in the place of handles, in the fields that the call's definition names. */
const replaceHandles = (name: WindowCallName, input: unknown, handles: FileHandles): Result<unknown> => {
  const files: { readonly read?: readonly string[]; readonly write?: readonly string[]; readonly folder?: readonly string[] } =
    windowCalls[name].files ?? {}
  const fields = [
    ...(files.read ?? []).map((field) => ({ field, use: 'read' as const })),
    ...(files.write ?? []).map((field) => ({ field, use: 'write' as const })),
    ...(files.folder ?? []).map((field) => ({ field, use: 'folder' as const })),
  ]
  const replaced: Record<string, unknown> = { ...(input as Record<string, unknown>) }
  for (const { field, use } of fields) {
    const handle = replaced[field]
    if (typeof handle !== 'string') continue
    const path = handles.resolve(handle, use)
    if (!path.ok) return path
    replaced[field] = path.value
  }
  return ok(replaced)
}

/**
 * The one door for calls from windows. Checks, in this order: who sends, whether the call exists, size and shape of its input, the
 * role of the person, and the files it names; then asks the shell or the engine. Everything else is refused with a code.
 */
export const createWindowCalls =
  ({ answerShell, callEngine, handles, role, onRefused }: WindowCallParts) =>
  async (sender: Sender, name: unknown, input: unknown): Promise<Result<unknown>> => {
    const refuse = (result: Result<never>, call: string): Result<never> => {
      if (!result.ok) onRefused(result.error.code, call)
      return result
    }
    if (!isTrustedSender(sender)) return refuse(fail('sender-refused'), '')
    if (typeof name !== 'string' || !isCallName(name)) return refuse(fail('call-unknown'), '')
    const checked = checkInput(name, input)
    if (!checked.ok) return refuse(checked, name)
    if (ranks[role()] < ranks[windowCalls[name].role]) return refuse(fail('role-too-low'), name)
    if (name.startsWith('shell.')) return answerShell(name, checked.value)
    const ready = replaceHandles(name, checked.value, handles)
    return ready.ok ? callEngine(name as CallName, ready.value as never) : refuse(ready, name)
  }
