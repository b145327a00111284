import { AUTOMATION_LIMITS as L } from '#contract/limits/automation.ts'

/** The words with those that were typed or pasted, parted by commas of any script or lines; none twice, none too long, no more than `most`. */
export function addedWords(words: readonly string[], typed: string, most: number): string[] {
  const known = new Set(words.map((word) => word.toLowerCase()))
  const next = [...words]
  for (const part of typed.split(/[,，、\n]/u)) {
    const word = part.trim().slice(0, L.wordCharacters)
    if (word === '' || known.has(word.toLowerCase()) || next.length >= most) continue
    known.add(word.toLowerCase())
    next.push(word)
  }
  return next
}
