import { foldForSearch, termsOf } from '../text-search/index.ts'

/** The terms of a message, parted by spaces: each Chinese, Japanese or Korean character by itself, other words whole. */
export const messageTerms = (text: string): string =>
  termsOf(foldForSearch(text))
    .map((term) => term.text)
    .join(' ')
