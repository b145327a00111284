type Place = { readonly index: number; readonly count: number; readonly columns: number }

/** Where a key leads among cards in rows; null when the key means nothing to them. */
export function cardAfter(code: string, { index, count, columns }: Place): number | null {
  switch (code) {
    case 'ArrowRight':
      return Math.min(count - 1, index + 1)
    case 'ArrowLeft':
      return Math.max(0, index - 1)
    case 'ArrowDown':
      return index + columns < count ? index + columns : index
    case 'ArrowUp':
      return index - columns >= 0 ? index - columns : index
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

/** How many cards of at least this width stand side by side. */
export const columnsIn = (width: number, cardWidth: number, gap: number): number =>
  Math.max(1, Math.floor((width + gap) / (cardWidth + gap)))
