import type { ChatMessage, OpenChat } from '../chat-file/index.ts'
import type { Inbox } from '../inbox/index.ts'
import type { OpenVault } from '../store/index.ts'
import { createDayReader } from '../table-file/index.ts'

/** A message of an exported chat with its moment and side. */
export type TimedMessage = Pick<ChatMessage, 'text' | 'file'> & {
  readonly at: number
  readonly direction: 'in' | 'out'
  readonly isToTheSecond: boolean
}

/** Tells the moments in the shop's own zone, which is the phone's; what is no time is left out. */
export function timed({ chat, files }: OpenChat, asked: { readonly shopName: string; readonly timeZone: string }): TimedMessage[] {
  const read = createDayReader(asked.timeZone)
  const moments = new Map<string, number | null>()
  const momentOf = (wallTime: string): number | null => {
    const known = moments.get(wallTime)
    if (known !== undefined) return known
    const at = read(wallTime)
    moments.set(wallTime, at)
    return at
  }
  return chat.messages.flatMap((message) => {
    const minute = momentOf(message.wallTime)
    if (minute === null) return []
    const direction = message.name === asked.shopName ? 'out' : 'in'
    const isThere = message.file !== null && message.file !== 'left-out' && files.has(message.file.name)
    const file = message.file === null || isThere ? message.file : 'left-out'
    return [{ text: message.text, file, direction, at: minute + message.second * 1_000, isToTheSecond: message.second > 0 } as const]
  })
}

const MINUTE_MS = 60_000

/**
 * Leaves out what is in the history already, by side, minute and words: an export of the same chat taken twice, or messages
 * that came by the connection as well. As many of the same are left out as are there.
 */
export function unknownOf(
  deps: { readonly vault: OpenVault; readonly inbox: Pick<Inbox, 'saidBetween'> },
  customerSeq: number | null,
  messages: readonly TimedMessage[],
): TimedMessage[] {
  const [first, last] = [messages[0], messages.at(-1)]
  if (customerSeq === null || first === undefined || last === undefined) return [...messages]
  const times = messages.map(({ at }) => at)
  const span = {
    from: minuteOf(times.reduce((least, at) => Math.min(least, at), first.at)),
    to: minuteOf(times.reduce((most, at) => Math.max(most, at), last.at)) + MINUTE_MS,
  }
  const there = new Map<string, number>()
  for (const said of deps.inbox.saidBetween(deps.vault.store.read, customerSeq, span)) {
    const key = keyOf(said)
    there.set(key, (there.get(key) ?? 0) + 1)
  }
  return messages.filter((message) => {
    const key = keyOf(message)
    const left = there.get(key) ?? 0
    if (left > 0) there.set(key, left - 1)
    return left === 0
  })
}

const minuteOf = (at: number): number => Math.floor(at / MINUTE_MS) * MINUTE_MS
const keyOf = ({ at, direction, text }: Pick<TimedMessage, 'at' | 'direction' | 'text'>): string =>
  `${minuteOf(at)} ${direction} ${text.trim()}`
