import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'

type Name = 'quickReply.list' | 'quickReply.preview' | 'quickReply.save' | 'quickReply.remove' | 'quickReply.used'
type Long = 'quickReply.export' | 'quickReply.import'
type Call<N extends Name> = (input: ParsedInput<N>) => Result<CallOutput<N>>
type LongCall<N extends Long> = (input: ParsedInput<N>, signal: AbortSignal) => Promise<Result<CallOutput<N>>>

/** The use cases behind the calls. */
export type QuickReplyCalls = {
  readonly list: Call<'quickReply.list'>
  readonly preview: Call<'quickReply.preview'>
  readonly save: Call<'quickReply.save'>
  readonly remove: Call<'quickReply.remove'>
  readonly used: Call<'quickReply.used'>
  readonly export: LongCall<'quickReply.export'>
  readonly import: LongCall<'quickReply.import'>
  readonly send: (input: ParsedInput<'quickReply.send'>, person: string) => Result<CallOutput<'quickReply.send'>>
}

export const quickReplyHandlers = (calls: QuickReplyCalls): Handlers => ({
  'quickReply.list': (input) => calls.list(input),
  'quickReply.preview': (input) => calls.preview(input),
  'quickReply.save': (input) => calls.save(input),
  'quickReply.remove': (input) => calls.remove(input),
  'quickReply.used': (input) => calls.used(input),
  'quickReply.export': (input, { signal }) => calls.export(input, signal),
  'quickReply.import': (input, { signal }) => calls.import(input, signal),
  'quickReply.send': (input, { person }) => calls.send(input, person),
})
