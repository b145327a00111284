import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createInterface } from 'node:readline'

/** The simulator's program: bundled, where `npm test` has done that once for all, else its sources. */
const simulatorProgram = (): string =>
  process.env['SHOPBELL_SIMULATOR_PROGRAM'] ?? fileURLToPath(new URL('../../simulator/main.ts', import.meta.url))

/** What the simulator says of itself when it is ready. */
export type SimulatorReady = {
  readonly url: string
  readonly token: string
  readonly appSecret: string
  readonly wabaId: string
  readonly businessId: string
  readonly phoneNumberId: string
  readonly catalogId: string
  readonly apiVersion: string
  readonly customersFile: string | null
}

export type SimulatorProcess = {
  readonly facts: SimulatorReady
  readonly process: ChildProcess
  /** Calls a control address of the simulator and returns its JSON answer. */
  control(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown>
  stop(): Promise<void>
}

/** Starts the real simulator program with the given arguments and waits until it listens. */
export async function startSimulatorProcess(parameters: readonly string[]): Promise<SimulatorProcess> {
  const child = spawn(process.execPath, [simulatorProgram(), '--with-parent', ...parameters], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  const ended = once(child, 'exit').then(() => null)
  const first = await Promise.race([once(lines, 'line'), ended])
  if (first === null) throw new Error(`The simulator ended with code ${child.exitCode} before it was ready.`)
  const facts = JSON.parse(String(first[0])) as SimulatorReady
  return {
    facts,
    process: child,
    async control(method, path, body) {
      const answer = await fetch(`${facts.url}${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      })
      if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}`)
      return answer.json()
    },
    async stop() {
      child.stdin.end()
      await ended
    },
  }
}
