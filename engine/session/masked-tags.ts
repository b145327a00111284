import { hideNumber } from './hidden-number.ts'
import { mayHoldNumber } from './own-numbers.ts'

/** So many tags with hidden numbers are remembered for a seat, the latest ones. */
const MOST_TAGS = 5_000

/** Tags that are numbers, as one seat shows them: each under a name of its own, so that lists by tag go on working. */
export type MaskedTags = {
  /** A tag as it is shown; `hide` hides what stands in it besides. */
  shown(tag: string, hide: (text: string) => string): string
  /** The tag that was shown so. */
  meant(shown: string): string
}

/**
 * Makes it for one session; kept in memory only.
 * @param numberIn the number, with country, of the customer whom a text names by it in any spelling
 */
export function createMaskedTags(numberIn: (text: string) => string | undefined): MaskedTags {
  const names = new Map<string, string>()
  const tags = new Map<string, string>()
  const hidden = (tag: string, hide: (text: string) => string): string => {
    const number = mayHoldNumber(tag) ? numberIn(tag) : undefined
    return number === undefined ? hide(tag) : hideNumber(number)
  }
  const remember = (tag: string, name: string): string => {
    names.set(tag, name)
    tags.set(name, tag)
    for (const [oldest, itsName] of names) {
      if (names.size <= MOST_TAGS) break
      names.delete(oldest)
      tags.delete(itsName)
    }
    return name
  }
  /** Two numbers may look alike once they are hidden. */
  const freeName = (wanted: string): string => {
    let name = wanted
    for (let count = 2; tags.has(name); count += 1) name = `${wanted} (${count})`
    return name
  }
  return {
    shown(tag, hide) {
      const known = names.get(tag)
      if (known !== undefined) return known
      const wanted = hidden(tag, hide)
      return wanted === tag ? tag : remember(tag, freeName(wanted))
    },
    meant: (shown) => tags.get(shown) ?? shown,
  }
}
