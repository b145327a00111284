export { OffersTag } from './offers-tag.tsx'
export { WindowChip } from './window-chip.tsx'
export { windowLeft, windowShortText, windowText } from './window-words.ts'
