import { calls, type CallName } from '#contract/ipc/index.ts'
import { Role } from '#contract/ipc/define.ts'
import { fail, type Result } from '#contract/kernel/result.ts'
import type { z } from 'zod'
import type { CallContext, Clock, Handlers, Logger } from '../kernel/index.ts'
import type { Seat } from '../session/index.ts'
import { failureOf } from './failures.ts'

/** Time a call has when neither the contract nor the caller says otherwise. */
const DEADLINE_MS = 30_000

/** Who calls; asked on each call, since a role may change while a window is open. */
export type Caller = { readonly role: z.infer<typeof Role>; readonly person: string }

export type CallRequest = {
  readonly call: string
  readonly input: unknown
  readonly caller: Caller
  /** The channel's place: the lock, proofs, and what may be seen. Left out, the caller's role alone decides. */
  readonly seat?: Seat | undefined
  /** Aborted when the caller gives up or goes away. */
  readonly signal: AbortSignal
  /** May only shorten what the contract allows. */
  readonly deadlineMs?: number
}

export type Router = { dispatch(request: CallRequest): Promise<Result<unknown>> }

export type RouterDeps = {
  /** The calls that are bound now, and whether those of the rooms are among them. */
  readonly handlers: () => { readonly bound: Handlers; readonly isVaultOpen: boolean }
  readonly clock: Clock
  readonly logger: Logger
  /** Checks answers too; for development and tests. */
  readonly checkOutputs: boolean
  /** Hears of each call that was refused for who asked: behind the lock, below its role, without a proof. */
  readonly onDenied?: ((denied: Denied) => void) | undefined
  /** Hears of each call that a room answered. */
  readonly onAnswered?: ((answered: Answered) => void) | undefined
}

/** A call that a room answered, for the log of acts. */
export type Answered = { readonly call: CallName; readonly who: Caller; readonly input: unknown; readonly result: Result<unknown> }

/** A call that was denied to somebody. */
export type Denied = Caller & { readonly call: CallName; readonly code: string }

const isCall = (name: string): name is CallName => Object.hasOwn(calls, name)
const rank = (role: z.infer<typeof Role>): number => Role.options.indexOf(role)

/** Says where a value is wrong and how, never what stood there. */
function whereWrong(error: z.ZodError): { field: string; problem: string } {
  const issue = error.issues[0]
  return { field: (issue?.path ?? []).join('.').slice(0, 100), problem: issue?.code ?? 'unknown' }
}

type LooseHandler = (input: unknown, context: CallContext) => unknown

/** Why who asks may not: the lock first, then the role, then the proof that some acts ask for again. */
function denialOf({ caller, seat }: CallRequest, call: CallName): Result<never> | null {
  const definition = calls[call]
  const locked = seat?.lockRefusal(call) ?? null
  if (locked !== null) return locked
  // A call without a role is nobody's: the type says that there is none, a cast might not.
  if (!Role.options.includes(definition.role) || rank(caller.role) < rank(definition.role))
    return fail('role-too-low', { call, role: definition.role ?? 'owner' })
  return definition.stepUp === true ? (seat?.proofRefusal() ?? null) : null
}

function deny(
  deps: RouterDeps,
  { caller }: CallRequest,
  { call, denied }: { readonly call: CallName; readonly denied: Result<never> },
): Result<never> {
  if (!denied.ok) deps.onDenied?.({ role: caller.role, person: caller.person, call, code: denied.error.code })
  return denied
}

/** Finds the handler and reads the input, or says why the call is refused. */
function prepare(deps: RouterDeps, request: CallRequest): Result<{ handler: LooseHandler; input: unknown; name: CallName }> {
  if (!isCall(request.call)) return fail('call-unknown', { call: request.call.slice(0, 60) })
  const definition = calls[request.call]
  const denied = denialOf(request, request.call)
  if (denied !== null) return deny(deps, request, { call: request.call, denied })
  const input = definition.input.safeParse(request.input ?? {})
  if (!input.success) return fail('input-refused', whereWrong(input.error))
  const refused = request.seat?.inputRefusal(request.call, input.data) ?? null
  if (refused !== null) return deny(deps, request, { call: request.call, denied: refused })
  const { bound, isVaultOpen } = deps.handlers()
  const handler = bound[request.call]
  if (handler === undefined) return isVaultOpen ? fail('call-unknown', { call: request.call }) : fail('vault-not-open')
  // The table of calls ties each name to its own input, which a lookup by a name of any kind can't express.
  return { ok: true, value: { handler: handler as LooseHandler, input: input.data, name: request.call } }
}

/** In development and tests, an answer that the contract does not promise is a bug that shows at once. */
function checkOutput(deps: RouterDeps, name: CallName, result: Result<unknown>): Result<unknown> {
  if (!deps.checkOutputs || !result.ok) return result
  const output = calls[name].output.safeParse(result.value)
  if (output.success) return result
  const where = whereWrong(output.error)
  deps.logger.error('output-refused', undefined, { call: name, problemCode: where.problem })
  return fail('output-refused', { call: name, ...where })
}

async function runHandler(deps: RouterDeps, name: CallName, work: () => unknown): Promise<Result<unknown>> {
  try {
    return checkOutput(deps, name, (await work()) as Result<unknown>)
  } catch (error) {
    deps.logger.error('call-failed', error, { call: name })
    return failureOf(error) ?? fail('bug', { call: name })
  }
}

/** Answers when the work ends, the caller gives up or the time is over, whichever is first. */
function race(
  deps: RouterDeps,
  request: CallRequest,
  options: { work: (signal: AbortSignal) => Promise<Result<unknown>>; deadlineMs: number },
): Promise<Result<unknown>> {
  const ending = new AbortController()
  return new Promise((resolve) => {
    const settle = (result: Result<unknown>) => {
      forget()
      request.signal.removeEventListener('abort', cancel)
      resolve(result)
    }
    const cancel = () => {
      ending.abort()
      settle(fail('call-cancelled'))
    }
    const forget = deps.clock.after(options.deadlineMs, () => {
      ending.abort()
      // What was under way may still have happened.
      settle(fail('call-timed-out', { call: request.call, afterMs: options.deadlineMs }, 'unknown'))
    })
    if (request.signal.aborted) return cancel()
    request.signal.addEventListener('abort', cancel, { once: true })
    void options.work(ending.signal).then(settle)
  })
}

/** What was done stays done where the log of acts can't be written; the other log says so. */
function tellActs(deps: RouterDeps, answered: Answered): void {
  try {
    deps.onAnswered?.(answered)
  } catch (error) {
    deps.logger.error('act-not-logged', error, { call: answered.call })
  }
}

/** Checks and answers calls: name, role, input, then the room; always a Result, never a rejection. */
export function createRouter(deps: RouterDeps): Router {
  return {
    async dispatch(request) {
      const prepared = prepare(deps, request)
      if (!prepared.ok) return prepared
      const { handler, name } = prepared.value
      const input = request.seat?.meant(name, prepared.value.input) ?? prepared.value.input
      const allowedMs = calls[name].deadlineMs ?? DEADLINE_MS
      const deadlineMs = Math.min(allowedMs, request.deadlineMs ?? allowedMs)
      return race(deps, request, {
        deadlineMs,
        work: async (signal) => {
          const result = await runHandler(deps, name, () => handler(input, { ...request.caller, signal }))
          tellActs(deps, { call: name, who: request.caller, input, result })
          return result.ok && request.seat !== undefined ? request.seat.shown(name, result.value, input) : result
        },
      })
    },
  }
}
