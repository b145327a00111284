// A sender that is wrong on purpose: it marks a person as done only after the answer. Killed in between, it writes twice.
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { readOrders, sendOne } from './sender.ts'

const { people, memory, to } = readOrders()
const done = new Set(existsSync(memory) ? readFileSync(memory, 'utf8').split('\n') : [])
const left = people.filter((person) => !done.has(person))
const lane = async (): Promise<void> => {
  for (let person = left.shift(); person !== undefined; person = left.shift()) {
    if (await sendOne(to, person)) appendFileSync(memory, `${person}\n`)
  }
}
await Promise.all(Array.from({ length: 8 }, lane))
