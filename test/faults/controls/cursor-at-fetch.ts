// A sender that is wrong on purpose: its place in the list moves on when a batch is fetched. Killed in between, it skips people.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { readOrders, sendOne } from './sender.ts'

const BATCH = 20
const { people, memory, to } = readOrders()
let cursor = existsSync(memory) ? Number(readFileSync(memory, 'utf8')) : 0
while (cursor < people.length) {
  const batch = people.slice(cursor, cursor + BATCH)
  cursor += BATCH
  writeFileSync(memory, String(cursor))
  for (const person of batch) await sendOne(to, person)
}
