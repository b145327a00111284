/** A language as HTML wants it: Meta writes zh_TW where the web writes zh-TW. Undefined where none is known. */
export const langTag = (language: string | null | undefined): string | undefined =>
  language === null || language === undefined || language === '' ? undefined : language.replaceAll('_', '-')
