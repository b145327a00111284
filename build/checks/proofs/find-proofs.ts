/** A test whose name begins with the numbers of promises, e.g. `D-05: …` or `M-06, M-07: …`. */
export type Proof = { readonly id: string; readonly file: string; readonly name: string }

const namedTest =
  /\b(?:(?:it|test|appTest|describe|check)(?:\.each\([^]*?\))?\(|expects: )\s*(['"`])((?:[A-Z]-\d{2}(?:, | and |: ?| |\b))+[^\n]*?)\1/g
const numbers = /^(?:[A-Z]-\d{2}(?:, | and )?)+/

/** Finds the tests of one file that name promises at the start of their name. Skipped ones prove nothing and are not found. */
export function findProofs(file: string, source: string): Proof[] {
  return [...source.matchAll(namedTest)].flatMap((match) => {
    const name = match[2] ?? ''
    const ids = numbers.exec(name)?.[0].match(/[A-Z]-\d{2}/g) ?? []
    return ids.map((id) => ({ id, file, name }))
  })
}
