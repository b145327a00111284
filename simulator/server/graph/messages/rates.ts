/** Invented prices per delivered message in USD; the true ones stand in Meta's rate files. */
const rates: Readonly<Record<string, number>> = {
  marketing: 0.0732,
  marketing_lite: 0.0732,
  utility: 0.0113,
  authentication: 0.0113,
  service: 0,
}

/** Price of one delivered message of this category, in USD. */
export function rateOf(category: string): number {
  return rates[category] ?? 0
}
