/** Writings whose letters look like each other. */
const alike = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Cherokee}/u] as const

/** Whether one word of a text mixes letters that look the same and are not, e.g. a Cyrillic "а" in "Pаypal". */
export const mixesScripts = (text: string): boolean =>
  text.split(/[^\p{L}\p{M}]+/u).some((word) => alike.filter((script) => script.test(word)).length > 1)
