import { text } from 'node:stream/consumers'
import { vaultAlone } from './vault-alone.ts'

// Changes the key of a vault; is going to be killed at some instant.
const order = JSON.parse(await text(process.stdin)) as { readonly folder: string; readonly passphrase: string }
const alone = vaultAlone(order.folder)
const opened = await alone.open(order.passphrase)
if (!opened.ok) throw new Error(opened.error.code)
process.stdout.write('begin\n')
const changed = await alone.changeKey()
if (!changed.ok) throw new Error(changed.error.code)
process.stdout.write('done\n')
process.exit(0)
