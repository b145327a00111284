import { z } from 'zod'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { RunningProgram, Timers } from '../engine-host/index.ts'
import { decideRestart } from '../engine-host/restart-policy.ts'

/** What the simulator says when it is ready; other fields may follow in later versions. */
const ReadyMessage = z.looseObject({
  ready: z.literal(true),
  url: z.url(),
  token: z.string(),
  appSecret: z.string(),
  businessId: z.string(),
  wabaId: z.string(),
  phoneNumberId: z.string(),
  catalogId: z.string(),
  customersFile: z.string(),
  ordersFile: z.string().nullish(),
  /** Nothing shall answer by itself: whoever counts messages wants only those that were asked for. */
  quietShop: z.boolean().nullish(),
})
/** Where the simulator listens, and the keys and ids of the shop that it plays. */
export type SimulatorFacts = z.infer<typeof ReadyMessage>

/** A simulator that is ready. */
export type Simulator = { readonly facts: SimulatorFacts; stop(): Promise<void> }

/** How a simulator is started, and what is needed to start it again. */
export type SimulatorParts = {
  /** Starts the program; on a given port after a crash, so that its address stays. */
  readonly start: (port?: number) => RunningProgram
  readonly timers: Timers
  /** Milliseconds that never step back. */
  readonly monotonic: () => number
}

const READY_LIMIT_MS = 20_000
const STOP_LIMIT_MS = 3_000

const waitUntilReady = (program: RunningProgram, timers: Timers): Promise<SimulatorFacts | undefined> =>
  new Promise((resolve) => {
    const forget = timers.after(READY_LIMIT_MS, () => resolve(undefined))
    const finish = (facts: SimulatorFacts | undefined): void => {
      forget()
      resolve(facts)
    }
    program.onExit(() => finish(undefined))
    program.channel.onMessage((message) => {
      const parsed = ReadyMessage.safeParse(message)
      if (parsed.success) finish(parsed.data)
    })
  })

const endProgram = (program: RunningProgram, timers: Timers): Promise<void> =>
  new Promise((resolve) => {
    const forget = timers.after(STOP_LIMIT_MS, () => program.kill())
    program.onExit(() => {
      forget()
      resolve()
    })
    program.channel.close()
  })

/** Starts the program again on its old port when it ends by itself; by the same rule as the engine. Returns how to stop both. */
const keepRunning = (first: RunningProgram, port: number, { start, timers, monotonic }: SimulatorParts): (() => Promise<void>) => {
  let program: RunningProgram | undefined = first
  let crashesAt: readonly number[] = []
  let forgetRestart = (): void => undefined
  const watch = (running: RunningProgram): void => {
    program = running
    running.onExit(() => {
      if (program !== running) return
      program = undefined
      crashesAt = [...crashesAt, monotonic()]
      const decision = decideRestart(crashesAt)
      if (decision.restart) forgetRestart = timers.after(decision.delayMs, () => watch(start(port)))
    })
  }
  watch(first)
  return async () => {
    forgetRestart()
    const running = program
    program = undefined
    if (running !== undefined) await endProgram(running, timers)
  }
}

/**
 * Starts the simulator, waits until it listens, and keeps it running until it is stopped.
 * @returns `engine-unavailable` when it does not come up within 20 s
 */
export const startSimulator = async (parts: SimulatorParts): Promise<Result<Simulator>> => {
  const program = parts.start()
  const facts = await waitUntilReady(program, parts.timers)
  if (facts !== undefined) return ok({ facts, stop: keepRunning(program, Number(new URL(facts.url).port), parts) })
  program.kill()
  return fail('engine-unavailable', undefined, 'now')
}
