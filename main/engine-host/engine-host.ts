import { fail, type Result } from '#contract/kernel/result.ts'
import type { CallInput, CallName, CallOutput, EventName } from '#contract/ipc/index.ts'
import { calls } from '#contract/ipc/index.ts'
import { createEngineClient, type EngineClient, type Timers } from './engine-client.ts'
import type { RunningProgram } from './program.ts'
import { decideRestart } from './restart-policy.ts'

/** What the window is told about the engine. */
export type EngineState = 'stopped' | 'starting' | 'ready' | 'restarting' | 'failed'

/** One vault's engine: which folder it keeps, and where the Cloud API is, if not at Meta. */
export type EngineTarget = { readonly vaultFolder: string; readonly graphUrl?: string }

/** Makes one call to the engine. */
export type CallEngine = <N extends CallName>(name: N, input: CallInput<N>) => Promise<Result<CallOutput<N>>>

/** What the host needs from outside; tests give their own. */
export type EngineHostParts = {
  readonly start: (target: EngineTarget) => RunningProgram
  readonly timers: Timers
  /** Milliseconds that never step back. */
  readonly monotonic: () => number
  readonly onState: (state: EngineState) => void
  /** Runs when an engine answers for the first time after a crash, before anybody else's calls go on; opens the vault again. */
  readonly onRestarted: (callAhead: CallEngine) => Promise<void>
}

const DEFAULT_DEADLINE_MS = 30_000
const CLOSE_VAULT_MS = 8_000
const EXIT_MS = 4_000

/** Keeps one engine running for the vault that is open; nothing runs until it is started. */
export class EngineHost {
  readonly #parts: EngineHostParts
  readonly #client: EngineClient
  #crashesAt: readonly number[] = []
  #state: EngineState = 'stopped'
  #target: EngineTarget | undefined
  #program: RunningProgram | undefined
  #forgetRestart = (): void => undefined

  constructor(parts: EngineHostParts) {
    this.#parts = parts
    this.#client = createEngineClient(parts.timers)
  }

  /** What the window is told. */
  get state(): EngineState {
    return this.#state
  }

  /** Starts the engine for a vault, after stopping one for another; resolves when it answers, with its failure when it does not. */
  async start(target: EngineTarget): Promise<Result<unknown>> {
    await this.stop()
    this.#crashesAt = []
    this.#target = target
    this.#enter('starting')
    this.#launch(target)
    const answer = await this.#firstAnswer()
    if (answer.ok && this.#state === 'starting') this.#enter('ready')
    return answer
  }

  /** Makes one call; it waits while the engine restarts, and is always answered. */
  readonly call: CallEngine = async (name, input) =>
    this.#target === undefined || this.#state === 'failed' ? fail('engine-unavailable', undefined, 'now') : this.#call(name, input, false)

  /** Hears an event of this engine and of every later one; returns how to stop. */
  subscribe(event: EventName, listener: (data: unknown) => void): () => void {
    return this.#client.subscribe(event, listener)
  }

  /** Closes the vault, then the process; ends it by force when it takes too long. */
  async stop(): Promise<void> {
    this.#forgetRestart()
    this.#target = undefined
    const program = this.#program
    if (program !== undefined) {
      await this.#client.call({ name: 'vault.close', input: {}, deadlineMs: CLOSE_VAULT_MS, ahead: true })
      this.#program = undefined
      await this.#end(program)
    }
    this.#client.detach()
    this.#client.giveUp()
    this.#client.release()
    if (this.#state !== 'stopped') this.#enter('stopped')
  }

  async #call<N extends CallName>(name: N, input: CallInput<N>, ahead: boolean): Promise<Result<CallOutput<N>>> {
    const deadlineMs = calls[name].deadlineMs ?? DEFAULT_DEADLINE_MS
    // The engine checks its answers against the same table, so their shape is its promise.
    return (await this.#client.call({ name, input, deadlineMs, ahead })) as Result<CallOutput<N>>
  }

  #enter(state: EngineState): void {
    this.#state = state
    this.#parts.onState(state)
  }

  /** Any answer, also a refusal, says that the engine is up; the vault's state is the cheapest thing to ask for. */
  #firstAnswer(): Promise<Result<unknown>> {
    return this.#call('vault.status', {}, true)
  }

  #launch(target: EngineTarget): void {
    const program = this.#parts.start(target)
    this.#program = program
    this.#client.attach(program.channel)
    program.onExit(() => {
      if (this.#program === program) this.#crashed()
    })
  }

  #crashed(): void {
    this.#program = undefined
    this.#client.detach()
    this.#client.hold()
    this.#crashesAt = [...this.#crashesAt, this.#parts.monotonic()]
    const decision = decideRestart(this.#crashesAt)
    if (!decision.restart || this.#target === undefined) {
      this.#client.giveUp()
      this.#client.release()
      this.#enter('failed')
      return
    }
    this.#enter('restarting')
    this.#forgetRestart = this.#parts.timers.after(decision.delayMs, () => void this.#restart())
  }

  async #restart(): Promise<void> {
    if (this.#target === undefined) return
    this.#launch(this.#target)
    const program = this.#program
    const answer = await this.#firstAnswer()
    if (this.#program !== program || (!answer.ok && answer.error.code === 'engine-unavailable')) return
    await this.#parts.onRestarted((name, input) => this.#call(name, input, true))
    if (this.#program !== program) return
    this.#client.release()
    this.#enter('ready')
  }

  #end(program: RunningProgram): Promise<void> {
    return new Promise((resolve) => {
      const forget = this.#parts.timers.after(EXIT_MS, () => program.kill())
      program.onExit(() => {
        forget()
        resolve()
      })
      program.channel.close()
    })
  }
}
