import type { ReadHandle } from '../../store/index.ts'
import type { AutomationRow } from '../kept/book.ts'
import { readChat } from '../kept/chats.ts'
import type { Person } from '../kept/people.ts'
import type { DueFacts } from '../rules/due.ts'

type Drip = Extract<AutomationRow['work'], { readonly kind: 'drip' }>

/** Whether a customer wants the steps of a drip at all, and whether a person is talking with them now. */
export function wishesOf(
  db: ReadHandle,
  { purpose }: Drip,
  { person, now }: { readonly person: Person; readonly now: number },
): Pick<DueFacts, 'isUnwanted' | 'isBusy'> {
  const isOffer = purpose === 'offer'
  const { silentUntil } = readChat(db, person.customerSeq)
  return {
    // Whoever ended offers wants no notices in their row either.
    isUnwanted: isOffer ? person.offers !== 'yes' : person.offers === 'no' || person.offers === 'stopped',
    isBusy: isOffer && silentUntil !== null && silentUntil > now,
  }
}
