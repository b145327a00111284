import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startSimulatorProcess } from '../../support/simulator-process.ts'
import type { Orders } from '../controls/sender.ts'
import { judge, type Taken, type Verdict } from '../rig/invariants.ts'
import { linesOf } from '../rig/ledger-file.ts'
import { until } from '../rig/random.ts'
import { check, type Scenario } from '../rig/scenario.ts'
import { judgeTheJudge } from './planted.ts'

const PEOPLE = 60
const KILLS = 3
type Mistake = 'mark-after-reply' | 'cursor-at-fetch'

/** Two senders with the mistakes that others made; a rig that does not catch them proves nothing. */
export const controls: Scenario = {
  name: 'controls',
  rows: [],
  expects: 'M-02: the rig catches a sender that marks after the reply, and one whose cursor moves at fetch',
  async run({ seed }) {
    const twice = await torment('mark-after-reply', seed)
    const skipped = await torment('cursor-at-fetch', seed)
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
async function torment(name: Mistake, seed: number): Promise<Verdict> {
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
    // No answer comes before the kill, however late that is: it always finds messages under way.
    '--faults',
    'silent=1',
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
      await until('the sender sends', async () => takenSoFar() > before || sender.exitCode !== null)
      sender.kill('SIGKILL')
      await ended
    }
    await simulator.control('POST', '/simulator/faults', { silent: 0 })
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

const taken = (ledger: string): Taken[] =>
  linesOf<{ readonly person: string; readonly atMs: number }>(ledger).map(({ person, atMs }) => ({ person, opaque: null, atMs }))
