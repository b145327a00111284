export { OffersTag } from './offers-tag.tsx'
export { RestrictedTag } from './restricted-tag.tsx'
export { WindowChip } from './window-chip.tsx'
export { windowLeft, windowText } from './window-words.ts'
