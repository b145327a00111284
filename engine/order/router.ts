import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallContext, Handlers } from '../kernel/index.ts'

type Name =
  | 'order.list'
  | 'order.get'
  | 'order.ofCart'
  | 'order.propose'
  | 'order.undo'
  | 'order.words'
  | 'order.saveWords'
  | 'order.add'
  | 'order.remove'
  | 'order.restore'
type Call<N extends Name> = (input: ParsedInput<N>) => Result<CallOutput<N>>

/** The use cases behind the calls. */
export type OrderCalls = {
  readonly list: Call<'order.list'>
  readonly get: Call<'order.get'>
  readonly ofCart: Call<'order.ofCart'>
  readonly propose: Call<'order.propose'>
  readonly act: (input: ParsedInput<'order.act'>, person: string) => Result<CallOutput<'order.act'>>
  readonly undo: Call<'order.undo'>
  readonly words: Call<'order.words'>
  readonly saveWords: Call<'order.saveWords'>
  readonly add: Call<'order.add'>
  readonly remove: Call<'order.remove'>
  readonly restore: Call<'order.restore'>
  readonly import: (input: ParsedInput<'order.import'>, context: CallContext) => Promise<Result<CallOutput<'order.import'>>>
}

export const orderHandlers = (calls: OrderCalls): Handlers => ({
  'order.list': (input) => calls.list(input),
  'order.get': (input) => calls.get(input),
  'order.ofCart': (input) => calls.ofCart(input),
  'order.propose': (input) => calls.propose(input),
  'order.act': (input, { person }) => calls.act(input, person),
  'order.undo': (input) => calls.undo(input),
  'order.words': (input) => calls.words(input),
  'order.saveWords': (input) => calls.saveWords(input),
  'order.add': (input) => calls.add(input),
  'order.remove': (input) => calls.remove(input),
  'order.restore': (input) => calls.restore(input),
  'order.import': (input, context) => calls.import(input, context),
})
