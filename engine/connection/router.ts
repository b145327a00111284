import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'

/** The use cases behind the calls. */
export type ConnectionCalls = {
  add(input: ParsedInput<'connection.add'>): Promise<Result<CallOutput<'connection.add'>>>
  check(): Promise<Result<CallOutput<'connection.check'>>>
  status(): Result<CallOutput<'connection.status'>>
}

export const connectionHandlers = (calls: ConnectionCalls): Handlers => ({
  'connection.add': (input) => calls.add(input),
  'connection.check': () => calls.check(),
  'connection.status': () => calls.status(),
})
