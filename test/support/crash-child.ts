import { dirname } from 'node:path'
import { text } from 'node:stream/consumers'
import { openStore } from '../../engine/store/index.ts'
import { privacyRoom } from './privacy-room.ts'
import { memorySecrets, tempVault } from './temp-vault.ts'

/** What a process that is going to be killed shall do; comes on standard input, because it holds the key. */
type Order = {
  readonly file: string
  readonly key: string
  readonly work: { readonly erase: string; readonly confirmation: string } | { readonly import: string }
}

const order = JSON.parse(await text(process.stdin)) as Order
const spare = tempVault()
spare.remove()
const vault = {
  ...spare,
  folder: dirname(order.file),
  store: openStore({ file: order.file, key: order.key }),
  secrets: memorySecrets({ 'suppression-key': 'ab'.repeat(32) }),
  remove: () => undefined,
}
const room = await privacyRoom(vault)
process.stdout.write('begin\n')
if ('erase' in order.work) await room.call('customer.erase', { customerId: order.work.erase, confirmation: order.work.confirmation })
else
  await room.call('customer.import', {
    file: order.work.import,
    consent: { state: 'agreed', source: 'till-qr', detail: '', wording: '', at: 1 },
  })
process.stdout.write('done\n')
await room.close()
vault.store.close()
