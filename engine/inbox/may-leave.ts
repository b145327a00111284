import type { GuardVerdict, SendRow } from '../ledger/index.ts'
import type { ReadHandle } from '../store/index.ts'
import type { InboxDeps } from './face.ts'
import { metaNow } from './meta-now.ts'
import { personBySeq } from './people.ts'
import { isWindowOpen } from './rules.ts'

/** Asked by the ledger at the moment of sending, inside its transaction: what was true when it was written may not be any more. */
export function mayLeave(deps: InboxDeps, db: ReadHandle, send: SendRow): GuardVerdict {
  const person = send.customerSeq === null ? undefined : personBySeq(db, send.customerSeq)
  if (person === undefined) return { skip: 'erased' }
  if (person.blocked === 1) return { skip: 'blocked' }
  if (send.template === null) return isWindowOpen(person.lastInboundAt, metaNow(deps)) ? { go: true } : { skip: 'window-closed' }
  return mayTemplateLeave(deps, db, { template: send.template, offers: person.offers })
}

/** A template must still be what it was when the reply was written, and a promotion needs the customer's yes to the end. */
function mayTemplateLeave(
  { template }: InboxDeps,
  db: ReadHandle,
  send: { readonly template: NonNullable<SendRow['template']>; readonly offers: string },
): GuardVerdict {
  const state = template.state(db, send.template.name, send.template.language)
  if (state?.status !== 'APPROVED' || state.category !== send.template.category) return { skip: 'template-not-sendable' }
  if (state.category !== 'MARKETING' || send.offers === 'yes') return { go: true }
  return { skip: send.offers === 'stopped' ? 'stopped-in-whatsapp' : 'opted-out' }
}
