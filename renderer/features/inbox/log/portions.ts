import type { Message } from '../types.ts'

/** Messages that follow each other and are laid out as one piece. */
export type Portion = { readonly key: number; readonly messages: readonly Message[] }

/** A list of messages in portions, and the key that the next new portion gets. */
export type Portioned = { readonly messages: readonly Message[]; readonly portions: readonly Portion[]; readonly nextKey: number }

export const nothingPortioned: Portioned = { messages: [], portions: [], nextKey: 0 }

/** About as many as a window shows: a portion that comes near is cheap to draw, and there are few of them. */
const MOST = 10

/**
 * Parts a list of messages. A message stays in the portion in which it was first, whatever comes before or after it: what is on screen is
 * neither made anew nor laid out anew when a page is put before it. A portion of which nothing changed is the same object.
 */
export function portionsOf(before: Portioned, messages: readonly Message[]): Portioned {
  const keys = keysOf(before)
  const following = followingKeys(messages, keys)
  const begun = new Map<number, Message[]>()
  let [open, nextKey] = [-1, before.nextKey]
  for (const [place, message] of messages.entries()) {
    const known = keys.get(message.messageId)
    open = portionFor({ known, following: following[place], open, begun }) ?? nextKey++
    const group = begun.get(open)
    if (group === undefined) begun.set(open, [message])
    else group.push(message)
  }
  const old = new Map(before.portions.map((portion) => [portion.key, portion]))
  const portions = [...begun].map(([key, group]) => sameOr(old.get(key), { key, messages: group }))
  return { messages, portions, nextKey }
}

type Standing = {
  /** The portion that it had, and the one of the nearest message from there on that had one. */
  readonly known: number | undefined
  readonly following: number | undefined
  /** The portion of the message before it. */
  readonly open: number
  readonly begun: ReadonlyMap<number, readonly Message[]>
}

/** The portion of a message; undefined where it begins a new one. */
function portionFor({ known, following, open, begun }: Standing): number | undefined {
  // Messages that changed places: one whose portion stands elsewhere already leaves it.
  if (known !== undefined) return known === open || !begun.has(known) ? known : undefined
  // What came between messages of one portion joins them, however many they are.
  const isRoomLeft = (begun.get(open)?.length ?? MOST) < MOST
  return following === open || isRoomLeft ? open : undefined
}

const keysOf = ({ portions }: Portioned): ReadonlyMap<string, number> =>
  new Map(portions.flatMap(({ key, messages }) => messages.map(({ messageId }) => [messageId, key] as const)))

/** For each place the portion of the nearest message from there on that has one already. */
function followingKeys(messages: readonly Message[], keys: ReadonlyMap<string, number>): readonly (number | undefined)[] {
  let following: number | undefined
  return messages
    .toReversed()
    .map(({ messageId }) => (following = keys.get(messageId) ?? following))
    .toReversed()
}

const sameOr = (old: Portion | undefined, portion: Portion): Portion =>
  old !== undefined &&
  old.messages.length === portion.messages.length &&
  old.messages.every((message, place) => message === portion.messages[place])
    ? old
    : portion
