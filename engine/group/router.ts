import type { Handlers } from '../kernel/index.ts'
import type { GroupContext } from './deps.ts'
import { choices, count, list, people, remove, save } from './service.ts'

/** Binds calls to use cases. */
export const groupHandlers = (deps: GroupContext): Handlers => ({
  'group.list': () => list(deps),
  'group.save': (input) => save(deps, input),
  'group.remove': (input) => remove(deps, input),
  'group.count': (input) => count(deps, input),
  'group.people': (input) => people(deps, input),
  'group.choices': () => choices(deps),
})
