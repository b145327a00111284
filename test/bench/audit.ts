import { setImmediate as nextTurn } from 'node:timers/promises'
import { calls, type CallInput, type CallName, type CallOutput } from '#contract/ipc/index.ts'
import { addEntry } from '../../engine/audit/chain.ts'
import { createAudit } from '../../engine/audit/index.ts'
import { secureRandom, systemClock } from '../../engine/kernel/index.ts'
import { tempVault } from '../support/temp-vault.ts'
import { percentile, rounded, shown, spentMs, type Say } from './figures.ts'

const PORTION = 10_000
const STEP_MS = 60_000
const NOW = Date.UTC(2026, 10, 22)
const people = ['Ana', 'Bo', 'Jun', 'Mei', 'owner', 'Shopbell'] as const
const acts = ['session.signIn', 'customer.export', 'customer.recordConsent', 'broadcast.approve', 'broadcast.start', 'backup.run'] as const

export type AuditFigure = { readonly verifySeconds: number; readonly longestHoldMs: number; readonly slowestPageMs: number }

/** What the filters of the screen ask for. */
function questions(entries: number): Readonly<Record<string, CallInput<'audit.list'>>> {
  const at = (share: number) => NOW - Math.round(entries * (1 - share)) * STEP_MS
  return {
    'no filter': {},
    'far down': { cursor: String(Math.round(entries / 2)) },
    'one person': { person: 'Mei' },
    'a person who did little': { person: 'Cy' },
    'one kind': { act: 'backup.run' },
    'a kind that is rare': { act: 'vault.changeKey' },
    'person and kind': { person: 'Jun', act: 'customer.export' },
    'the last day': { since: at(1 - 1_440 / entries) },
    'half of the time': { since: at(0.25), until: at(0.75) },
    'half of the time, a person': { since: at(0.25), until: at(0.75), person: 'Mei' },
    'all the time, a person who did little': { since: at(0), person: 'Cy' },
  }
}

/** How long a long log takes to be checked and read. `SHOPBELL_BENCH_ENTRIES` makes it smaller. */
export async function benchAudit(say: Say): Promise<AuditFigure> {
  const entries = Number(process.env['SHOPBELL_BENCH_ENTRIES'] ?? 1_000_000)
  const vault = tempVault()
  const audit = await createAudit({ vault, clock: systemClock, random: secureRandom })
  const key = Buffer.from((await vault.secrets.get('audit')) ?? '', 'hex')
  const ask = async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
    const handler = audit.handlers[name] as unknown as (parsed: unknown, context: unknown) => Promise<{ ok: true; value: never }>
    return (await handler(calls[name].input.parse(input), { role: 'owner', person: 'owner', signal: new AbortController().signal })).value
  }
  say(`audit: writing ${shown(entries)} entries`)
  const begunAt = performance.now()
  for (let from = 0; from < entries; from += PORTION) {
    vault.store.write((db) => {
      for (let index = from; index < Math.min(entries, from + PORTION); index += 1)
        addEntry(db, key, {
          at: NOW - (entries - index) * STEP_MS,
          act: index === 7 ? 'vault.changeKey' : (acts[(index * 7 + (index >> 3)) % acts.length] ?? 'backup.run'),
          outcome: 'done',
          code: null,
          person: index % 100_000 === 9 ? 'Cy' : (people[(index * 5 + (index >> 4)) % people.length] ?? 'owner'),
          role: 'owner',
          subject: null,
          facts: { sizeBytes: index, entries: 3 },
        })
    })
  }
  vault.store.checkpoint()
  say(`  written in ${rounded((performance.now() - begunAt) / 1000)} s`)

  let isOver = false
  let longestHoldMs = 0
  const others = (async () => {
    for (let before = performance.now(); !isOver; before = performance.now()) {
      await nextTurn()
      longestHoldMs = Math.max(longestHoldMs, performance.now() - before)
    }
  })()
  const verifiedAt = performance.now()
  const spentBefore = spentMs()
  const verdict = await ask('audit.verify', {})
  const verifySeconds = (performance.now() - verifiedAt) / 1000
  const worked = (spentMs() - spentBefore) / 1000
  isOver = true
  await others
  if (!verdict.isWhole || verdict.entries !== entries) throw new Error('The log is not whole')
  say(
    `  A-03: checked in ${rounded(verifySeconds)} s, of them ${rounded(worked)} s work (goal 60), others waited ${rounded(longestHoldMs)} ms at the most`,
  )

  const times: number[] = []
  for (const [name, input] of Object.entries(questions(entries))) {
    const own: number[] = []
    let total = ''
    for (let round = 0; round < 5; round += 1) {
      const before = performance.now()
      const page = await ask('audit.list', input)
      own.push(performance.now() - before)
      total = `${shown(page.total)}${page.isTotalMore ? '+' : ''}`
    }
    times.push(...own)
    say(`  ${name}: ${total} found, p50 ${rounded(percentile(own, 0.5))} ms, slowest ${rounded(Math.max(...own))} ms`)
  }
  const before = performance.now()
  await ask('audit.choices', {})
  say(`  choices of the filters: ${rounded(performance.now() - before)} ms`)
  await audit.stop()
  vault.remove()
  return { verifySeconds: rounded(verifySeconds), longestHoldMs: rounded(longestHoldMs), slowestPageMs: rounded(Math.max(...times)) }
}
