import { calls, type CallInput, type CallName } from '#contract/ipc/index.ts'
import { silentLogger, systemClock } from '../../engine/kernel/index.ts'
import { createSearch } from '../../engine/search/index.ts'
import { tempVault } from '../support/temp-vault.ts'
import { rounded, shown, type Say } from './figures.ts'
import { fillChats } from './search-vault.ts'

const NOW = Date.UTC(2026, 10, 22)
const ROUNDS = 12

/** One, two and eight letters, often and seldom written, Chinese and Latin. */
const queries = {
  'one sign, very common': ['茶', '的', '我', '想'],
  'one sign, rare': ['鑫', '龘', '籲'],
  'two signs': ['烏龍', '乌龙', '發票', '謝謝', '茶茶'],
  'eight signs': ['的我你是了不在有', '請問想買茶可以嗎', '凍頂烏龍高山紅茶'],
  'one letter': ['t', 's', 'o', 'z'],
  'two letters': ['te', 'sk', 'or'],
  'eight letters': ['delivery', 'shipping', 'tracking', 'sku12345'],
  both: ['茶 tea', '烏龍 order', 'sku1 茶'],
} as const satisfies Readonly<Record<string, readonly string[]>>

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0

/** How long a person waits for what they look for; ms. `SHOPBELL_BENCH_MESSAGES` makes it smaller. */
export async function benchSearch(say: Say): Promise<{ readonly p95: number }> {
  const messages = Number(process.env['SHOPBELL_BENCH_MESSAGES'] ?? 5_000_000)
  const vault = tempVault()
  say(`search: writing ${shown(messages)} messages of 50,000 customers`)
  const begunAt = performance.now()
  fillChats(vault.store, { chats: 50_000, messages }, NOW)
  say(`  written in ${rounded((performance.now() - begunAt) / 1000)} s`)
  const search = createSearch({ vault, clock: systemClock, logger: silentLogger })
  const ask = async <N extends CallName>(name: N, input: CallInput<N>): Promise<number> => {
    const handler = search.handlers[name] as unknown as (parsed: unknown) => Promise<{ readonly ok: boolean }> | { readonly ok: boolean }
    const before = performance.now()
    const answer = await handler(calls[name].input.parse(input))
    if (!answer.ok) throw new Error(`${name} was refused`)
    return performance.now() - before
  }
  const all: number[] = []
  for (const [kind, texts] of Object.entries(queries)) {
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const query of texts) {
        times.push(await ask('search.find', { query }))
        times.push(await ask('search.messages', { query }))
      }
    }
    all.push(...times)
    say(
      `  ${kind}: p50 ${rounded(percentile(times, 0.5))} ms, p95 ${rounded(percentile(times, 0.95))} ms, slowest ${rounded(Math.max(...times))} ms`,
    )
  }
  const longChat = 'cus_000000000001' as NonNullable<CallInput<'search.messages'>['customerId']>
  const inChat: number[] = []
  for (const query of ['茶', '鑫', '烏龍', 'tracking']) inChat.push(await ask('search.messages', { query, customerId: longChat }))
  say(`  in a chat of ${shown(messages / 50)} messages, one portion: slowest ${rounded(Math.max(...inChat))} ms`)
  const p95 = percentile(all, 0.95)
  say(`  all: p50 ${rounded(percentile(all, 0.5))} ms, p95 ${rounded(p95)} ms (goal 150)`)
  await search.stop()
  vault.remove()
  return { p95 }
}
