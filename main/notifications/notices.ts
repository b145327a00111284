import type { EventData } from '#contract/ipc/index.ts'
import type { Translate } from '../translate.ts'

/** How much of a message a notice of the system may show. */
export type NoticeChoice = 'text' | 'name' | 'off'

/** One notice as it is shown; `customerId` is the chat that a click opens, null opens the inbox. */
export type Notice = { readonly title: string; readonly body: string; readonly customerId: string | null }

/** A notice that is on screen. */
export type ShownNotice = { readonly close: () => void }

/** What the notices stand on. */
export type NoticeParts = {
  readonly translate: Translate
  readonly choice: () => NoticeChoice
  /** Whether the shop wants to be told of windows that close. */
  readonly wantsClosing: () => boolean
  /** True in the hours in which no notice comes. */
  readonly isQuiet: () => boolean
  /** A time of day in the shop's zone, in the window's language. */
  readonly timeOf: (at: number) => string
  /** True while the computer is locked: whoever passes by sees no name and no word. */
  readonly isLocked: () => boolean
  /** The chat that somebody looks at; null when the window is not in front. */
  readonly chatInFront: () => string | null
  /** Shows one; it tells when it is gone. */
  readonly show: (notice: Notice, onGone: () => void) => ShownNotice
}

type Arrived = EventData<'inbox.arrived'>
type Closing = EventData<'inbox.closing'>

/** Notices of single chats; with one more they become one that counts. */
const MOST_SINGLE = 3

/** Turns messages that arrive into notices of the system. */
export type Notices = {
  readonly arrived: (arrived: Arrived) => void
  /** The reply window of somebody who waits closes soon. */
  readonly closing: (closing: Closing) => void
  /** Takes all of them away: the window is in front, or the vault is closed. */
  readonly clear: () => void
}

/**
 * One notice for each chat, replaced when its customer writes again; from the fourth chat on a single one that counts.
 * Without words where the computer is locked or the shop chose so; none for the chat that is in front.
 */
export function createNotices(parts: NoticeParts): Notices {
  const { translate, show } = parts
  const closings = createClosingNotices(parts)
  const single = new Map<string, ShownNotice>()
  let group: { readonly notice: ShownNotice; readonly chats: Set<string>; readonly others: number } | null = null

  const closeSingle = (): void => {
    const shown = [...single.values()]
    single.clear()
    for (const notice of shown) notice.close()
  }
  const closeGroup = (): void => {
    const before = group
    group = null
    before?.notice.close()
  }
  const showGroup = (chats: Set<string>, others: number): void => {
    closeSingle()
    closeGroup()
    const count = chats.size + others
    const body = translate('notice.open')
    const notice = show({ title: translate('notice.many', { count }), body, customerId: null }, () => {
      group = null
    })
    group = { notice, chats, others }
  }
  const showSingle = ({ customerId, name, text }: Arrived): void => {
    single.get(customerId)?.close()
    single.delete(customerId)
    const isHidden = parts.isLocked()
    const title = isHidden ? translate('notice.hidden') : name
    const body = isHidden || parts.choice() === 'name' ? translate('notice.wrote') : text
    const notice = show({ title, body, customerId }, () => {
      if (single.get(customerId) === notice) single.delete(customerId)
    })
    single.set(customerId, notice)
  }
  return {
    arrived(arrived) {
      const { customerId, others } = arrived
      if (parts.choice() === 'off' || parts.isQuiet() || (others === 0 && parts.chatInFront() === customerId)) return
      if (group !== null) return showGroup(group.chats.add(customerId), group.others + others)
      const chats = new Set([...single.keys(), customerId])
      if (others > 0 || chats.size > MOST_SINGLE) return showGroup(chats, others)
      showSingle(arrived)
    },
    closing: closings.tell,
    clear() {
      closeSingle()
      closeGroup()
      closings.clear()
    },
  }
}

/** One notice at a time, the latest: of a single chat with its name, or of several that close within the hour. */
function createClosingNotices({ translate, show, ...parts }: NoticeParts) {
  let shown: ShownNotice | null = null
  const clear = (): void => {
    const before = shown
    shown = null
    before?.close()
  }
  const wordsOf = ({ customerId, name, closesAt, others }: Closing): Notice => {
    const body = translate('notice.closing', { time: parts.timeOf(closesAt) })
    if (others > 0)
      return { title: translate('notice.closingMany', { count: others + 1 }), body: translate('notice.open'), customerId: null }
    return { title: parts.isLocked() || name === '' ? translate('notice.closingHidden') : name, body, customerId }
  }
  return {
    clear,
    tell(closing: Closing): void {
      const isSeen = closing.others === 0 && parts.chatInFront() === closing.customerId
      if (parts.choice() === 'off' || !parts.wantsClosing() || parts.isQuiet() || isSeen) return
      clear()
      const notice = show(wordsOf(closing), () => {
        if (shown === notice) shown = null
      })
      shown = notice
    },
  }
}
