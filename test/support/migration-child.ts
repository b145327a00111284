import { text } from 'node:stream/consumers'
import { openStore } from '../../engine/store/index.ts'
import { migrations } from '../../engine/store/migrations/index.ts'

// Takes one step of the schema; is going to be killed at some instant.
const order = JSON.parse(await text(process.stdin)) as { readonly file: string; readonly key: string; readonly step: number }
const steps = migrations.filter(({ number }) => number <= order.step)
process.stdout.write('begin\n')
openStore({ file: order.file, key: order.key, steps }).close()
process.stdout.write('done\n')
