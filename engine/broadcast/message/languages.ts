/** What is known of the language that somebody reads. */
export type Reader = { readonly language: string | null; readonly phone: string | null }

type Tongue = { readonly language: string; readonly script: string; readonly region: string | null }

/** Codes that Meta and people write with either sign and any case: "zh-tw" is "zh_TW". */
const plain = (code: string): string => code.trim().replaceAll('-', '_').toLowerCase()

/** Language, script and, where it is written, the region; null for what is no language code. */
function tongueOf(code: string): Tongue | null {
  try {
    const locale = new Intl.Locale(code.trim().replaceAll('_', '-'))
    const { language, script } = locale.maximize()
    return { language, script: script ?? '', region: locale.region ?? null }
  } catch {
    return null
  }
}

/** Where Chinese is written with traditional and where with simplified signs, by the start of the number. */
const TRADITIONAL = /^\+(886|852|853)/
const SIMPLIFIED = /^\+(86|65|60)/

/** A bare "zh" does not say which signs somebody reads: their number has to, or nothing does. */
function readerTongue({ language, phone }: Reader): Tongue | null {
  const tongue = language === null ? null : tongueOf(language)
  if (tongue === null || plain(language ?? '') !== 'zh') return tongue
  if (TRADITIONAL.test(phone ?? '')) return { ...tongue, script: 'Hant' }
  return SIMPLIFIED.test(phone ?? '') ? { ...tongue, script: 'Hans' } : null
}

/**
 * The language version for a reader: exactly theirs; else one of the same language in the same script, so that zh_TW and
 * zh_CN are never swapped (of several the chosen one, then one without a region, then the first by name); else the chosen one.
 * @param languages what the template is there in, in Meta's codes
 * @param chosen the language that the broadcast names
 */
export function languageFor(reader: Reader, languages: readonly string[], chosen: string): string {
  if (reader.language === null || reader.language.trim() === '') return chosen
  const wanted = plain(reader.language)
  const exact = languages.find((code) => plain(code) === wanted)
  if (exact !== undefined) return exact
  const tongue = readerTongue(reader)
  if (tongue === null) return chosen
  const alike = languages.filter((code) => {
    const other = tongueOf(code)
    return other?.language === tongue.language && other.script === tongue.script
  })
  if (alike.includes(chosen)) return chosen
  return alike.find((code) => tongueOf(code)?.region === null) ?? alike.toSorted()[0] ?? chosen
}

/** Makes `languageFor` quick for many readers: each language is looked at once. */
export function createLanguageChoice(languages: readonly string[], chosen: string): (reader: Reader) => string {
  const known = new Map<string, string>()
  return (reader) => {
    if (reader.language === null) return chosen
    // Only for a bare "zh" does the number matter.
    const key = plain(reader.language) === 'zh' ? `zh ${reader.phone?.slice(0, 4) ?? ''}` : reader.language
    const found = known.get(key) ?? languageFor(reader, languages, chosen)
    known.set(key, found)
    return found
  }
}
