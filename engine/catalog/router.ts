import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'

/** The use cases behind the calls of this noun. */
export type CatalogUseCases = {
  sync(): Promise<Result<CallOutput<'catalog.sync'>>>
  list(input: ParsedInput<'catalog.list'>): Result<CallOutput<'catalog.list'>>
}

/** Binds calls to use cases. */
export const catalogHandlers = (service: CatalogUseCases): Handlers => ({
  'catalog.sync': () => service.sync(),
  'catalog.list': (input) => service.list(input),
})
