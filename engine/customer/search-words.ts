import { foldForSearch, isSingle, termsOf } from '../text-search/index.ts'

/** What the search index keeps of one customer; every part is as it stands in the customer's row. */
export type Searchable = {
  readonly name: string
  readonly addressAs: string
  readonly note: string
  readonly username: string | null
  readonly phone: string | null
  readonly tags: readonly string[]
  /** Values of the shop's own facts. */
  readonly fields?: readonly string[]
}

/**
 * The terms of one customer, parted by spaces: each Chinese, Japanese or Korean character by itself, other words whole,
 * the number in overlapping threes (so that any part of it is found), the @name as one word.
 */
export function searchWords(customer: Searchable): string {
  const terms = [customer.name, customer.addressAs, ...customer.tags, customer.note, ...(customer.fields ?? [])].flatMap((text) =>
    termsOf(foldForSearch(text)).map((term) => term.text),
  )
  if (customer.username !== null) terms.push(usernameTerm(customer.username))
  if (customer.phone !== null) terms.push(...threes(customer.phone.replace(/\D/g, '')))
  return terms.join(' ')
}

/**
 * Turns what somebody typed into an FTS5 query: every part must be found, words and @names by their beginning, digits
 * and Chinese characters anywhere. Null when there is nothing to look for.
 */
export function searchQuery(search: string): string | null {
  // "+886 912 345 678" is one number, not four words.
  const joined = search.normalize('NFKC').replace(/(?<=\d)[\s().-]+(?=\d)/g, '')
  const parts = joined
    .split(/\s+/)
    .flatMap((word) => (word.startsWith('@') ? [usernamePart(word)] : wordParts(word)))
    .filter((part) => part !== '')
  return parts.length === 0 ? null : parts.join(' AND ')
}

const usernameTerm = (username: string) => `atname${foldForSearch(username).replace(/[^\p{L}\p{N}]/gu, '')}`

function usernamePart(word: string): string {
  const term = usernameTerm(word)
  return `"${term}"*`
}

/** Neighbouring characters of Chinese form a phrase; a word beside them is a part of its own. */
function wordParts(word: string): string[] {
  const parts: string[] = []
  let phrase: string[] = []
  const close = () => {
    if (phrase.length > 0) parts.push(`"${phrase.join(' ')}"`)
    phrase = []
  }
  for (const { text: term } of termsOf(foldForSearch(word))) {
    if (isSingle(term)) phrase.push(term)
    else {
      close()
      parts.push(/^\d+$/.test(term) ? digitsPart(term) : `"${term}"*`)
    }
  }
  close()
  return parts
}

function digitsPart(digits: string): string {
  const withoutZeros = digits.replace(/^0+/, '')
  const spellings = [digits, ...(withoutZeros === '' || withoutZeros === digits ? [] : [withoutZeros])]
  const anywhere = spellings.map((spelling) =>
    spelling.length < 3
      ? `"${spelling}"*`
      : `"${threes(spelling)
          .slice(0, spelling.length - 2)
          .join(' ')}"`,
  )
  return `(${[...new Set([...anywhere, `"${digits}"*`])].join(' OR ')})`
}

/** Overlapping threes; at the end also the last two and the last one, so that short searches find them too. */
function threes(digits: string): string[] {
  return Array.from(digits, (_, index) => digits.slice(index, index + 3))
}
