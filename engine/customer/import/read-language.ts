/** Words for languages that lists use in place of a code, folded to lower case. */
const WORDS: Readonly<Record<string, string>> = {
  english: 'en', 英文: 'en', 英語: 'en', 英语: 'en', inglês: 'en', ingles: 'en', inglés: 'en', inggris: 'en', 'bahasa inggris': 'en',
  繁體中文: 'zh-TW', 繁中: 'zh-TW', 正體中文: 'zh-TW', 繁體: 'zh-TW', 'traditional chinese': 'zh-TW', 'chinese (traditional)': 'zh-TW', 'zh-hant': 'zh-TW',
  简体中文: 'zh-CN', 簡體中文: 'zh-CN', 简体: 'zh-CN', 簡體: 'zh-CN', 简中: 'zh-CN', 簡中: 'zh-CN', 'simplified chinese': 'zh-CN', 'chinese (simplified)': 'zh-CN', 'zh-hans': 'zh-CN',
  português: 'pt-BR', portugues: 'pt-BR', portuguese: 'pt-BR', español: 'es', espanol: 'es', spanish: 'es',
  indonesia: 'id', indonesian: 'id', 'bahasa indonesia': 'id', 日本語: 'ja', 日文: 'ja', japanese: 'ja', 한국어: 'ko', 韓文: 'ko', korean: 'ko',
}

/** A language tag (zh-TW, en) from a code or a common word; null when it is neither, for then nothing is assumed. */
export function readLanguage(text: string): string | null {
  const folded = text.normalize('NFKC').trim().toLowerCase()
  if (folded === '') return null
  const word = WORDS[folded]
  if (word !== undefined) return word
  const match = /^([a-z]{2,3})(?:[-_]([a-z]{2}))?$/.exec(folded)
  if (match === null) return null
  return match[2] === undefined ? (match[1] ?? null) : `${match[1]}-${match[2].toUpperCase()}`
}
