// Plain numbers without schemas: the window reads them too, and a schema library there would try what its policy forbids.

/** How much an automation may hold, and the bounds of what can be set. What Meta limits stands in contract/cloud-api/limits.ts. */
export const AUTOMATION_LIMITS = {
  automations: 100,
  nameCharacters: 80,
  languages: 12,
  textCharacters: 4096,
  /** Of a text with something to tap under it. */
  menuTextCharacters: 1024,
  words: 50,
  wordCharacters: 60,
  keywordRules: 200,
  buttons: 3,
  buttonCharacters: 20,
  rows: 10,
  rowCharacters: 24,
  rowDescriptionCharacters: 72,
  flowSteps: 20,
  dripSteps: 10,
  specialDays: 100,
  recommendRules: 50,
  recommendProducts: 10,
  tryCharacters: 4096,
} as const

/** The same words are not said again to one customer within this time. */
export const SAME_ANSWER_MS = 10 * 60_000
