/** Words for languages that lists use in place of a code, folded to lower case. */
const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    en: 'english|英文|英語|英语|inglês|ingles|inglés|inggris|bahasa inggris',
    'zh-TW': '繁體中文|繁中|正體中文|繁體|traditional chinese|chinese (traditional)|zh-hant',
    'zh-CN': '简体中文|簡體中文|简体|簡體|简中|簡中|simplified chinese|chinese (simplified)|zh-hans',
    'pt-BR': 'português|portugues|portuguese',
    es: 'español|espanol|spanish',
    id: 'indonesia|indonesian|bahasa indonesia',
    ja: '日本語|日文|japanese',
    ko: '한국어|韓文|korean',
  }).flatMap(([code, words]) => words.split('|').map((word) => [word, code] as const)),
)

/** A language tag (zh-TW, en) from a code or a common word; null when it is neither, for then nothing is assumed. */
export function readLanguage(text: string): string | null {
  const folded = text.normalize('NFKC').trim().toLowerCase()
  if (folded === '') return null
  const word = WORDS.get(folded)
  if (word !== undefined) return word
  const match = /^([a-z]{2,3})(?:[-_]([a-z]{2}))?$/.exec(folded)
  if (match === null) return null
  return match[2] === undefined ? (match[1] ?? null) : `${match[1]}-${match[2].toUpperCase()}`
}
