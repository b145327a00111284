/** 2 for the same language, 1 for the same one of another country, 0 for another; zh-TW and zh_TW are the same. */
function languageFit(language: string, wanted: string | null): number {
  const [one, other] = [language, wanted ?? ''].map((text) => text.toLowerCase().replaceAll('-', '_'))
  if (one === other) return 2
  return one?.split('_')[0] === other?.split('_')[0] ? 1 : 0
}

type Languages = { readonly customer: string | null; readonly shop: string }

/** Which of a template's languages somebody gets: the customer's, else the shop's, else the only one there is; null is none of these. */
export function chooseLanguage(languages: readonly string[], { customer, shop }: Languages): string | null {
  for (const wanted of [customer, shop]) {
    const best = languages
      .map((language) => ({ language, fit: languageFit(language, wanted) }))
      .filter(({ fit }) => fit > 0)
      .toSorted((one, other) => other.fit - one.fit)[0]
    if (best !== undefined) return best.language
  }
  return languages.length === 1 ? (languages[0] ?? null) : null
}
