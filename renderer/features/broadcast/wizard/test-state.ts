import type { CallOutput } from '../../../bridge/index.ts'
import type { MessageId } from '../../../i18n/index.ts'
import type { IconName } from '../../../ui/index.ts'

type State = CallOutput<'broadcast.testSent'>['state']

/** True when nothing more is to be heard, or only whether it was read. */
export const isTestSettled = (state: State): boolean =>
  state === 'delivered' || state === 'read' || state === 'failed' || state === 'rejected' || state === 'skipped' || state === 'unconfirmed'

type Look = { readonly words: MessageId; readonly icon: IconName }

const onTheWay: Look = { words: 'broadcast.test.way', icon: 'clock' }
const withMeta: Look = { words: 'broadcast.test.accepted', icon: 'check' }
const held: Look = { words: 'broadcast.test.held', icon: 'alert' }
const looks: Readonly<Record<NonNullable<State>, Look>> = {
  planned: onTheWay,
  sending: onTheWay,
  in_doubt: onTheWay,
  accepted: withMeta,
  sent: withMeta,
  delivered: { words: 'broadcast.test.delivered', icon: 'ok' },
  read: { words: 'broadcast.test.read', icon: 'ok' },
  unconfirmed: { words: 'broadcast.test.unconfirmed', icon: 'question' },
  skipped: held,
  failed: held,
  rejected: held,
}

/** Words and icon for where a test message stands. */
export const testLook = (state: State): Look => (state === null ? onTheWay : looks[state])
