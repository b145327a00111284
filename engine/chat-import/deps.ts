import type { Customer } from '../customer/index.ts'
import type { Inbox } from '../inbox/index.ts'
import type { Announcer, Clock } from '../kernel/index.ts'
import type { Media } from '../media/index.ts'
import type { OpenVault } from '../store/index.ts'

/** What the import of chats needs of other rooms. */
export type ChatImportDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly announcer: Announcer
  readonly customer: { readonly imports: Customer['imports'] }
  readonly inbox: Pick<Inbox, 'keepEarlier' | 'forgetEarlier' | 'saidBetween'>
  readonly media: Pick<Media, 'beginSealing' | 'dropSealed' | 'kindOfEarlier' | 'keepEarlier'>
}
