import { foldWords } from '../words/fold.ts'

type Choice = { readonly score: number; readonly labels: readonly { readonly text: string }[] }

/** The score that somebody typed: its number, or its words in any language; null when it is something else. */
export function scoreIn(choices: readonly Choice[], text: string): number | null {
  const typed = foldWords(text)
  if (typed === '') return null
  const byWords = choices.find(({ labels }) => labels.some((label) => foldWords(label.text) === typed))
  return (byWords ?? choices.find(({ score }) => String(score) === typed))?.score ?? null
}
