import ts from 'typescript'

/** The same run of code in two places; lines count from 1. */
export type Duplicate = { readonly tokens: number; readonly first: Place; readonly second: Place }
/** Where a run of code begins and ends. */
export type Place = { readonly file: string; readonly fromLine: number; readonly toLine: number }

type Token = { readonly text: string; readonly line: number }
type Source = { readonly file: string; readonly tokens: readonly Token[] }
type Spot = { readonly source: Source; readonly index: number }

/** Imports look alike everywhere and say nothing about duplicate thought. */
const withoutImports = (text: string): string => text.replace(/^import [\s\S]*?from '[^']*'$/gm, (whole) => whole.replace(/[^\n]/g, ''))

/** Cuts a source text into its words and signs; comments and white space are not counted. */
const tokensOf = (file: string, text: string): Source => {
  const body = withoutImports(text)
  const variant = file.endsWith('x') ? ts.LanguageVariant.JSX : ts.LanguageVariant.Standard
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, variant, body)
  const lineStarts = ts.createSourceFile(file, body, ts.ScriptTarget.Latest).getLineStarts()
  const tokens: Token[] = []
  let line = 0
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    while ((lineStarts[line + 1] ?? Infinity) <= scanner.getTokenStart()) line += 1
    tokens.push({ text: scanner.getTokenText(), line: line + 1 })
  }
  return { file, tokens }
}

const placeOf = ({ source, index }: Spot, length: number): Place => ({
  file: source.file,
  fromLine: source.tokens[index]?.line ?? 0,
  toLine: source.tokens[index + length - 1]?.line ?? 0,
})

/** How far two equal runs go on. */
const lengthOfMatch = (one: Spot, other: Spot): number => {
  let length = 0
  while (one.source !== other.source || one.index + length < other.index) {
    const left = one.source.tokens[one.index + length]
    const right = other.source.tokens[other.index + length]
    if (left === undefined || right === undefined || left.text !== right.text) break
    length += 1
  }
  return length
}

/**
 * Finds runs of code that stand in two places, word for word.
 * @param files path and text of each source file
 * @param leastTokens shorter runs are not reported
 */
export const findDuplicates = (files: readonly (readonly [path: string, text: string])[], leastTokens: number): readonly Duplicate[] => {
  const seen = new Map<string, Spot>()
  const found: Duplicate[] = []
  for (const source of files.map(([path, text]) => tokensOf(path, text))) {
    for (let index = 0; index + leastTokens <= source.tokens.length; index += 1) {
      const key = source.tokens.slice(index, index + leastTokens).map(({ text }) => text).join(' ')
      const earlier = seen.get(key)
      const spot = { source, index }
      if (earlier === undefined) {
        seen.set(key, spot)
        continue
      }
      const tokens = lengthOfMatch(earlier, spot)
      if (tokens < leastTokens) continue
      found.push({ tokens, first: placeOf(earlier, tokens), second: placeOf(spot, tokens) })
      index += tokens - 1
    }
  }
  return found
}
