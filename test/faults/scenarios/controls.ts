import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startSimulatorProcess } from '../../support/simulator-process.ts'
import type { Orders } from '../controls/sender.ts'
import { judge, type Taken, type Verdict } from '../rig/invariants.ts'
import { numbersFrom, pause, until, type Numbers } from '../rig/random.ts'
import { check, type Scenario } from '../rig/scenario.ts'
import { judgeTheJudge } from './planted.ts'

const PEOPLE = 60
const KILLS = 3
/** Long enough that a kill finds answers under way also where the machine is so busy that it comes late. The second sender writes one by one. */
const SLOW_ANSWER_MS = { 'mark-after-reply': 600, 'cursor-at-fetch': 150 } as const

/** Two senders with the mistakes that others made; a rig that does not catch them proves nothing. */
export const controls: Scenario = {
  name: 'controls',
  rows: [],
  expects: 'M-02: the rig catches a sender that marks after the reply, and one whose cursor moves at fetch',
  async run({ seed }) {
    const number = numbersFrom(seed)
    const twice = await torment('mark-after-reply', seed, number)
    const skipped = await torment('cursor-at-fetch', seed, number)
    return {
      checks: [
        ...judgeTheJudge(),
        check(
          'mark after reply: people written to twice are found',
          twice.twice >= 1 && twice.breaches.some((breach) => breach.startsWith('I1')),
          twice.twice,
        ),
        check(
          'cursor at fetch: people lost in silence are found',
          skipped.lostInSilence >= 1 && skipped.breaches.some((breach) => breach.startsWith('I3')),
          skipped.lostInSilence,
        ),
      ],
      verdict: null,
      kills: 0,
    }
  },
}

/** Kills the sender in the middle a few times, lets it come to its end, and judges it by its own claim that all got it. */
async function torment(name: keyof typeof SLOW_ANSWER_MS, seed: number, number: Numbers): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-control-'))
  const ledger = join(folder, 'ledger.jsonl')
  const simulator = await startSimulatorProcess([
    '--scenario',
    'plain',
    '--people',
    String(PEOPLE),
    '--seed',
    String(seed),
    '--webhooks',
    'off',
    '--ledger',
    ledger,
    '--faults',
    `slowAnswer=1,slowMs=${SLOW_ANSWER_MS[name]}`,
  ])
  try {
    const people = Array.from({ length: PEOPLE }, (_, index) => String(886_900_000_000 + index))
    const orders: Orders = { people, memory: join(folder, 'memory'), to: simulator.facts }
    writeFileSync(join(folder, 'orders.json'), JSON.stringify(orders))
    const entry = fileURLToPath(new URL(`../controls/${name}.ts`, import.meta.url))
    const start = () => spawn(process.execPath, [entry, join(folder, 'orders.json')], { stdio: ['ignore', 'ignore', 'inherit'] })
    const takenSoFar = () => taken(ledger).length
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = takenSoFar()
      const sender = start()
      const ended = once(sender, 'exit')
      await until('the sender sends', async () => takenSoFar() > before + 2 || sender.exitCode !== null)
      await pause(number() * 30)
      sender.kill('SIGKILL')
      await ended
    }
    await once(start(), 'exit')
    return judge(
      {
        taken: taken(ledger),
        people: people.map((person) => ({ person, state: 'accepted' })),
        attempts: [],
        kills: [],
        isFinished: true,
        allEventsHeard: false,
      },
      { mostUnderWay: 8 },
    )
  } finally {
    await simulator.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function taken(ledger: string): Taken[] {
  return readFileSync(ledger, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { person: string; atMs: number })
    .map(({ person, atMs }) => ({ person, opaque: null, atMs }))
}
