import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'

/** The use cases behind the calls of this noun. */
export type PriceUseCases = {
  list(): Result<CallOutput<'price.list'>>
  save(input: ParsedInput<'price.save'>): Result<CallOutput<'price.save'>>
  import(input: ParsedInput<'price.import'>): Promise<Result<CallOutput<'price.import'>>>
}

/** Binds calls to use cases. */
export const priceHandlers = (service: PriceUseCases): Handlers => ({
  'price.list': () => service.list(),
  'price.save': (input) => service.save(input),
  'price.import': (input) => service.import(input),
})
