import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Scenario, ScenarioResult } from './scenario.ts'

/** Which scenario, and how large. */
export type Order = { readonly name: string; readonly seed: number; readonly kills: number; readonly messages: number }

const ONE = fileURLToPath(new URL('../one.ts', import.meta.url))

const failed = (why: string): ScenarioResult => ({
  checks: [{ name: 'the scenario came to its end', ok: false, found: why }],
  verdict: null,
  kills: 0,
})

/**
 * Runs a scenario in a process of its own: one that opens vaults and reads damaged files keeps its thread busy for a second at a
 * time, and another beside it would look at its shop, or kill it, later than it meant to.
 * @returns what it found; a process that dies before it has said so is a failed check
 */
export async function runApart(order: Order): Promise<ScenarioResult> {
  const child = fork(ONE, [JSON.stringify(order)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return new Promise((resolve) => {
    child.on('message', (result) => resolve(result as ScenarioResult))
    child.on('error', (error) => resolve(failed(error.message)))
    child.on('close', (code, signal) => resolve(failed(`its process ended with ${signal ?? code}`)))
  })
}

/** Runs a scenario here; what it throws is a failed check. */
export async function attempt(scenario: Scenario, { seed, kills, messages }: Order): Promise<ScenarioResult> {
  const say = (line: string): void => void process.stdout.write(`  ${scenario.name}: ${line}\n`)
  try {
    return await scenario.run({ seed, kills, messages, say })
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error))
  }
}
