import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'

type Name = 'read' | 'save' | 'setPicture' | 'saveHours' | 'links' | 'saveLink' | 'removeLink'

/** The use cases behind the calls. */
export type ProfileCalls = {
  readonly [N in Name]: (
    input: ParsedInput<`profile.${N}`>,
  ) => Result<CallOutput<`profile.${N}`>> | Promise<Result<CallOutput<`profile.${N}`>>>
}

export const profileHandlers = (calls: ProfileCalls): Handlers => ({
  'profile.read': (input) => calls.read(input),
  'profile.save': (input) => calls.save(input),
  'profile.setPicture': (input) => calls.setPicture(input),
  'profile.saveHours': (input) => calls.saveHours(input),
  'profile.links': (input) => calls.links(input),
  'profile.saveLink': (input) => calls.saveLink(input),
  'profile.removeLink': (input) => calls.removeLink(input),
})
