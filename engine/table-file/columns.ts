/** Names of the columns as they are shown and matched: empty ones by place (#3), repeats with their place. */
export function columnNames(cells: readonly string[]): string[] {
  const seen = new Set<string>()
  return cells.map((cell, index) => {
    const text = cell.replace(/\s+/g, ' ').trim()
    const name = text === '' ? `#${index + 1}` : seen.has(text) ? `${text} #${index + 1}` : text
    seen.add(name)
    return name
  })
}

/**
 * Finds which column holds which field by what people call them: whole headers first, then parts of longer ones. A column
 * serves one field only; of several names of a field the one that stands first in its list wins.
 * @param headers folded by the caller, in the same way as the names
 * @returns the place of each field that was found
 */
export function matchColumns<F extends string>(
  headers: readonly string[],
  names: Readonly<Record<F, readonly string[]>>,
): Partial<Record<F, number>> {
  const taken = new Set<number>()
  const places: Partial<Record<F, number>> = {}
  for (const isExact of [true, false]) {
    for (const field of Object.keys(names) as F[]) {
      if (places[field] !== undefined) continue
      const place = findColumn(headers, names[field], { isExact, taken })
      if (place === -1) continue
      taken.add(place)
      places[field] = place
    }
  }
  return places
}

function findColumn(
  headers: readonly string[],
  names: readonly string[],
  options: { readonly isExact: boolean; readonly taken: ReadonlySet<number> },
): number {
  for (const name of names) {
    const place = headers.findIndex(
      (header, index) => !options.taken.has(index) && (options.isExact ? header === name : contains(header, name)),
    )
    if (place !== -1) return place
  }
  return -1
}

/** Whole words of Latin names ("customer phone (mobile)"); any part of Chinese ones. Short names would be found everywhere. */
function contains(header: string, name: string): boolean {
  if (/\p{Script=Han}/u.test(name)) return header.includes(name)
  return name.length > 3 && ` ${header} `.includes(` ${name} `)
}
