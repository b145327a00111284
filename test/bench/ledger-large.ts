import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator-process.ts'
import { shown, type Say } from './figures.ts'

const PEOPLE = 100_000
const CHILD = fileURLToPath(new URL('./ledger-large-child.ts', import.meta.url))

type Told = {
  readonly stage: string
  readonly ms?: number
  readonly taken?: number
  readonly before?: number
  readonly megabytes: number
  readonly states?: readonly { readonly state: string; readonly people: number }[]
}

/** What 100,000 people cost: memory at each stage, time of review and seal, and how soon it goes on after a kill in the middle. */
export async function benchLedgerLarge(say: Say): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-bench-'))
  const lines = join(folder, 'sent.jsonl')
  const simulator = await startSimulatorProcess(['--scenario', 'plain', '--people', '20', '--webhooks', 'off', '--ledger', lines])
  try {
    // Asked for again at each start, so it is lifted at its source.
    await simulator.control('POST', '/simulator/number', { tier: 'TIER_UNLIMITED' })
    await runChild('make', { folder, simulator }, (told, kill) => {
      if (told.ms !== undefined) say(`  ${told.stage} of ${shown(PEOPLE)}: ${shown(told.ms)} ms, ${told.megabytes} MB`)
      if (told.stage === 'sending' && (told.taken ?? 0) > PEOPLE / 2) {
        say(`  killed after ${shown(told.taken ?? 0)} messages, ${told.megabytes} MB at most`)
        kill()
      }
    })
    await runChild('resume', { folder, simulator }, (told) => {
      if (told.stage === 'first') say(`  on after ${shown(told.ms ?? 0)} ms, opening the vault with its passphrase included`)
      if (told.stage !== 'resumed') return
      const states = (told.states ?? []).map(({ state, people }) => `${state} ${shown(people)}`).join(', ')
      say(`  in the end ${told.megabytes} MB; ${states}`)
    })
    say(`ledger-large: ${twice(lines)} people of ${shown(PEOPLE)} have the message twice`)
  } finally {
    await simulator.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Place = { readonly folder: string; readonly simulator: SimulatorProcess }

/** Runs one life of the engine until it ends or is killed. */
async function runChild(
  task: 'make' | 'resume',
  { folder, simulator }: Place,
  hear: (told: Told, kill: () => void) => void,
): Promise<void> {
  const child = spawn(process.execPath, [CHILD, task, folder, String(PEOPLE), JSON.stringify(simulator.facts)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve, reject) =>
    child.on('exit', (code, signal) => (code === 0 || signal === 'SIGKILL' ? resolve() : reject(new Error(`${task} ended with ${code}`)))),
  )
  for await (const line of createInterface({ input: child.stdout })) hear(JSON.parse(line) as Told, () => void child.kill('SIGKILL'))
  await ended
}

/** People whom the simulator accepted more than one message for. */
function twice(file: string): number {
  const times = new Map<string, number>()
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue
    const { kind, to } = JSON.parse(line) as { kind: string; to: string }
    if (kind === 'accepted') times.set(to, (times.get(to) ?? 0) + 1)
  }
  return [...times.values()].filter((count) => count > 1).length
}
