export { FOLD_VERSION, foldForSearch } from './fold.ts'
export { isSingle, termsOf } from './terms.ts'
export { phrasesOf, textQuery } from './query.ts'
export { matchRanges, type MatchRange } from './highlight.ts'
