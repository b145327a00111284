import { text } from 'node:stream/consumers'
import Database from 'better-sqlite3-multiple-ciphers'
import { openStore } from '../../engine/store/index.ts'
import { migrations } from '../../engine/store/migrations/index.ts'

// Takes one step of the schema; is going to be killed at some instant.
const order = JSON.parse(await text(process.stdin)) as {
  readonly file: string
  readonly key: string
  readonly step: number
  readonly diesInside: boolean
}
const steps = migrations.filter(({ number }) => number <= order.step)
if (order.diesInside) {
  // The step has done its work, and nothing of it is committed.
  const exec = Database.prototype.exec
  Database.prototype.exec = function ended(source) {
    const done = exec.call(this, source)
    if (source === steps.at(-1)?.up) process.kill(process.pid, 'SIGKILL')
    return done
  }
}
process.stdout.write('begin\n')
openStore({ file: order.file, key: order.key, steps }).close()
process.stdout.write('done\n')
