import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'

/** The use cases behind the calls of this noun. */
export type TemplateUseCases = {
  sync(): Promise<Result<CallOutput<'template.sync'>>>
  list(input: ParsedInput<'template.list'>): Result<CallOutput<'template.list'>>
}

/** Binds calls to use cases. */
export const templateHandlers = (service: TemplateUseCases): Handlers => ({
  'template.sync': () => service.sync(),
  'template.list': (input) => service.list(input),
})
