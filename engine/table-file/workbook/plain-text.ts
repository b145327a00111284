/** Longer text of a cell is cut; a spreadsheet program takes no more than 32,767 signs. */
export const MOST_CELL_CHARS = 1_048_576

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text of XML with its references read: the five that every document has, and numbers of signs. */
export const plainText = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(#x[0-9a-f]+|#\d+|amp|lt|gt|quot|apos);/gi, (_, reference: string) => referred(reference.toLowerCase()))
    : text

const referred = (reference: string): string =>
  ENTITIES[reference] ?? signOf(reference.startsWith('#x') ? Number.parseInt(reference.slice(2), 16) : Number(reference.slice(1)))

/** Text of a cell: signs that XML can't hold stand in it as _x000D_. @source ECMA-376 part 1, 22.9.2.19 */
export const cellSigns = (text: string): string =>
  text.includes('_x') ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text

const signOf = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '')
