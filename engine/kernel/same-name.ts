/** A name without what two spellings of one name differ in: width, case, doubled spaces. */
export const sameName = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
