import { createCustomer, type Customer } from '../../engine/customer/index.ts'
import {
  createAnnouncer,
  manualClock,
  secureRandom,
  silentLogger,
  type Announcer,
  type CallContext,
  type Handlers,
  type ManualClock,
} from '../../engine/kernel/index.ts'
import type { OpenVault } from '../../engine/store/index.ts'
import type { CallInput, CallName, CallOutput } from '#contract/ipc/index.ts'
import { calls } from '#contract/ipc/index.ts'
import type { AppError, Result } from '#contract/kernel/result.ts'
import { tempVault } from './temp-vault.ts'

/** A customer room over a real vault, with a clock that the test moves. */
export type CustomerRoom = {
  readonly vault: OpenVault & { readonly file: string; readonly key: string }
  readonly clock: ManualClock
  readonly announcer: Announcer
  readonly customer: Customer
  /** Calls as the host does, input checked and defaults filled in; throws when the answer is a failure. */
  call<N extends CallName>(name: N, input: CallInput<N>, context?: Partial<CallContext>): Promise<CallOutput<N>>
  /** The failure that a call answers; throws when it succeeds. */
  failure<N extends CallName>(name: N, input: CallInput<N>, context?: Partial<CallContext>): Promise<AppError>
  close(): Promise<void>
}

/** Opens a room; `close` ends it and deletes everything. */
export async function customerRoom(
  options: { readonly vault?: CustomerRoom['vault'] & { remove(): void }; readonly handlers?: () => Handlers } = {},
): Promise<CustomerRoom> {
  const vault = options.vault ?? tempVault()
  const clock = manualClock()
  const announcer = createAnnouncer()
  const customer = await createCustomer({ vault, clock, random: secureRandom, logger: silentLogger, announcer })
  const answer = callsOf(() => ({ ...customer.handlers, ...options.handlers?.() }))
  return {
    vault,
    clock,
    announcer,
    customer,
    ...answer,
    async close() {
      await customer.stop()
      vault.remove()
    },
  }
}

/** Calls handlers with checked input and checks what they answer, as the host does. */
export function callsOf(handlers: () => Handlers): Pick<CustomerRoom, 'call' | 'failure'> {
  const ask = async <N extends CallName>(
    name: N,
    input: CallInput<N>,
    context: Partial<CallContext> = {},
  ): Promise<Result<CallOutput<N>>> => {
    const handler = handlers()[name] as ((input: unknown, context: CallContext) => Result<unknown> | Promise<Result<unknown>>) | undefined
    if (handler === undefined) throw new Error(`nobody answers ${name}`)
    const result = await handler(calls[name].input.parse(input), {
      role: 'owner',
      person: 'owner',
      signal: new AbortController().signal,
      ...context,
    })
    return result.ok ? { ok: true, value: calls[name].output.parse(result.value) as CallOutput<N> } : result
  }
  return {
    async call(name, input, context) {
      const result = await ask(name, input, context)
      if (!result.ok) throw new Error(`${name} failed: ${JSON.stringify(result.error)}`)
      return result.value
    },
    async failure(name, input, context) {
      const result = await ask(name, input, context)
      if (result.ok) throw new Error(`${name} should have failed`)
      return result.error
    },
  }
}
