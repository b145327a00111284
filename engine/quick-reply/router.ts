import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'

type Call<N extends 'quickReply.list' | 'quickReply.save' | 'quickReply.remove' | 'quickReply.used'> = (
  input: ParsedInput<N>,
) => Result<CallOutput<N>>

/** The use cases behind the calls. */
export type QuickReplyCalls = {
  readonly list: Call<'quickReply.list'>
  readonly save: Call<'quickReply.save'>
  readonly remove: Call<'quickReply.remove'>
  readonly used: Call<'quickReply.used'>
}

export const quickReplyHandlers = (calls: QuickReplyCalls): Handlers => ({
  'quickReply.list': (input) => calls.list(input),
  'quickReply.save': (input) => calls.save(input),
  'quickReply.remove': (input) => calls.remove(input),
  'quickReply.used': (input) => calls.used(input),
})
