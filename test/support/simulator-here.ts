import { readCommandLine } from '../../simulator/options.ts'
import { startSimulator } from '../../simulator/simulator.ts'
import type { SimulatorProcess } from './simulator-process.ts'

/** A simulator that runs beside the test, in its process. */
export type SimulatorHere = Omit<SimulatorProcess, 'process'>

/**
 * The real simulator over real HTTP, inside the process of the test: a world of its own for each test without the half second of
 * processor time in which a program starts. What kills or freezes it needs `startSimulatorProcess`. May be stopped twice.
 * @param realNowMs what its clock goes by; a test may let it stand still
 */
export async function startSimulatorHere(parameters: readonly string[], realNowMs?: () => number): Promise<SimulatorHere> {
  const line = readCommandLine(parameters)
  if (line.help) throw new Error('the command line asks for help')
  const started = await startSimulator(line.options, realNowMs)
  const { facts } = started
  let ending: Promise<void> | undefined
  return {
    facts: { ...facts, customersFile: null },
    async control(method, path, body) {
      const answer = await fetch(`${facts.url}${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      })
      if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}`)
      return answer.json()
    },
    stop: () => (ending ??= started.stop()),
  }
}
