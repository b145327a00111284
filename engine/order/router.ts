import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallContext, Handlers } from '../kernel/index.ts'

type Call<N extends 'order.list' | 'order.add' | 'order.remove' | 'order.restore'> = (input: ParsedInput<N>) => Result<CallOutput<N>>

/** The use cases behind the calls. */
export type OrderCalls = {
  readonly list: Call<'order.list'>
  readonly add: Call<'order.add'>
  readonly remove: Call<'order.remove'>
  readonly restore: Call<'order.restore'>
  readonly import: (input: ParsedInput<'order.import'>, context: CallContext) => Promise<Result<CallOutput<'order.import'>>>
}

export const orderHandlers = (calls: OrderCalls): Handlers => ({
  'order.list': (input) => calls.list(input),
  'order.add': (input) => calls.add(input),
  'order.remove': (input) => calls.remove(input),
  'order.restore': (input) => calls.restore(input),
  'order.import': (input, context) => calls.import(input, context),
})
