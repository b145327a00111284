import { ok } from '#contract/kernel/result.ts'
import { emptyLog } from './empty-log.ts'
import type { Room } from '../kernel/index.ts'
import type { PrivacyDeps } from './deps.ts'
import { erasePerson, erasePreview } from './erase-person.ts'
import { exportPerson } from './export-person.ts'
import { listReceipts } from './receipts.ts'

/** Makes the privacy room. Empties the log of writes first: an erasure may have been cut off just before that step. */
export function createPrivacy(deps: PrivacyDeps): Room {
  emptyLog(deps)
  return {
    handlers: {
      'customer.export': (input, context) => exportPerson(deps, input, context.person),
      'customer.erasePreview': (input) => erasePreview(deps, input.customerId),
      'customer.erase': (input, context) => erasePerson(deps, input, context.person),
      'customer.receipts': () => ok({ receipts: listReceipts(deps.vault.store.read) }),
    },
  }
}
