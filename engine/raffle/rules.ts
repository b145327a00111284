/** What was fixed when the list was frozen; all of it goes into the hash. */
export type FrozenList = {
  readonly name: string
  readonly prize: string
  readonly winners: number
  readonly seedSource: string
  /** ms */
  readonly seedAt: number
  readonly entryCodes: readonly string[]
}

/** One line of a text, whatever was typed. */
const line = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim()

/**
 * The frozen list as text: the rules of the draw, then the codes in the order of their letters, each on a line that ends
 * with a line feed. The same facts always give the same text, and any change of a rule or a code gives another one.
 */
export function canonicalText(list: FrozenList): string {
  const lines = [
    'Shopbell raffle 1',
    `name: ${line(list.name)}`,
    `prize: ${line(list.prize)}`,
    `winners: ${list.winners}`,
    `seed: ${line(list.seedSource)}`,
    `seed published: ${new Date(list.seedAt).toISOString()}`,
    `entries: ${list.entryCodes.length}`,
    ...sortCodes(list.entryCodes),
  ]
  return `${lines.join('\n')}\n`
}

/** Codes hold ASCII letters and digits only, so that every computer sorts them the same. */
const sortCodes = (codes: readonly string[]): string[] => codes.toSorted((one, other) => (one < other ? -1 : Number(one > other)))

/** Whether a message is the word that lets people in: nothing else in it but signs, in any case and width. */
export function isKeyword(text: string, word: string): boolean {
  const bare = (one: string) =>
    one
      .normalize('NFKC')
      .toLocaleLowerCase('en')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  const wanted = bare(word)
  return wanted === '' ? text.trim() === word.trim() : bare(text) === wanted
}

/** Whether somebody who wrote at that time is in time. */
export const isInTime = (
  { opensAt, closesAt }: { readonly opensAt: number | null; readonly closesAt: number | null },
  at: number,
): boolean => (opensAt === null || at >= opensAt) && (closesAt === null || at < closesAt)
