import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '#contract/errors/catalogue.ts'
import { errorWordIds, metaWordIds } from './error-words.ts'
import { messages } from './messages.ts'

const locales = ['en', 'zh-TW', 'zh-CN'] as const
const ids = Object.keys(messages.en)

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

const parse = (text: string): readonly Element[] => new IntlMessageFormat(text, 'en').getAst()

/** In the parser's numbering, plain words and the number sign of a plural take no value. */
const LITERAL = 0
const NUMBER_SIGN = 7

/** Names of the values that a text takes. */
function argumentsOf(elements: readonly Element[]): readonly string[] {
  return elements.flatMap((element) => {
    if (!('value' in element) || Number(element.type) === LITERAL || Number(element.type) === NUMBER_SIGN) return []
    if ('options' in element) return [element.value, ...Object.values(element.options).flatMap((option) => argumentsOf(option.value))]
    return 'children' in element ? [element.value, ...argumentsOf(element.children)] : [element.value]
  })
}

describe.each(locales)('the words in %s', (locale) => {
  const texts = messages[locale]

  it('name exactly the same texts as English', () => {
    expect(Object.keys(texts).toSorted()).toEqual(ids.toSorted())
  })

  it('are written, and can be read as ICU messages', () => {
    expect(
      Object.entries(texts)
        .filter(([, text]) => text.trim() === '')
        .map(([id]) => id),
    ).toEqual([])
    for (const text of Object.values(texts)) expect(() => parse(text)).not.toThrow()
  })

  it('take only values that English takes too', () => {
    const strangers = Object.entries(texts).flatMap(([id, text]) => {
      const known = new Set(argumentsOf(parse(messages.en[id as keyof typeof messages.en])))
      return argumentsOf(parse(text))
        .filter((name) => !known.has(name))
        .map((name) => `${id}: ${name}`)
    })
    expect(strangers).toEqual([])
  })

  it('have three texts for every code of the error catalogue', () => {
    const wanted = errorCodes.flatMap((code) => [`errors.${code}.what`, `errors.${code}.kept`, `errors.${code}.do`])
    expect(wanted.filter((id) => !Object.hasOwn(texts, id))).toEqual([])
  })

  it('have plain words for the codes of Meta that a sender meets', () => {
    const codes = [131026, 131047, 131049, 131050, 131042, 131048, 368, 132001, 132015, 132016, 190, 10, 130429, 131056, 130472, 131031]
    const wanted = [...codes, 'other'].flatMap((code) => [`meta.${code}.what`, `meta.${code}.do`])
    expect(wanted.filter((id) => !Object.hasOwn(texts, id))).toEqual([])
  })
})

describe('the words of one language', () => {
  it('never blame, shout or use words of the trade in the main view', () => {
    // Names of a header and of a button that others chose stand as others write them.
    const banned = /\b(?:successfully|invalid|tokens?|webhooks?|API|payloads?|opt-in|oops|sorry|are you sure)\b|!/i
    expect(
      Object.entries(messages.en)
        .filter(([, text]) => banned.test(text.replace(/D360-API-KEY|Generate token/, '')))
        .map(([id]) => id),
    ).toEqual([])
  })

  it('are not converted from the other Chinese: each uses its own words', () => {
    const mainland = /群发|模板|优惠码|设置|软件|视频|信息|默认|用户/u
    const taiwan = /範本|設定|影片|預設|軟體|資訊|使用者/u
    expect(
      Object.entries(messages['zh-TW'])
        .filter(([, text]) => mainland.test(text))
        .map(([id]) => id),
    ).toEqual([])
    expect(
      Object.entries(messages['zh-CN'])
        .filter(([, text]) => taiwan.test(text))
        .map(([id]) => id),
    ).toEqual([])
  })
})

describe('errorWordIds', () => {
  it("takes Meta's own words where Meta gave a code that is known", () => {
    expect(errorWordIds({ code: 'meta-refused', params: { metaCode: 131026 }, retry: 'never' })).toEqual({
      what: 'meta.131026.what',
      kept: 'errors.meta-refused.kept',
      do: 'meta.131026.do',
    })
  })

  it("prefers the words of Meta's large subcodes to those of the code above them", () => {
    const refused = (metaSubcode: number) =>
      errorWordIds({ code: 'meta-refused', params: { metaCode: 100, metaSubcode }, retry: 'never' }).what
    expect(refused(2_388_299)).toBe('meta.2388299.what')
    expect(refused(9_999_999)).toBe(metaWordIds(100).what)
  })

  it('falls back to general words for what nobody wrote words for', () => {
    expect(metaWordIds(999_999)).toEqual({ what: 'meta.other.what', do: 'meta.other.do' })
    expect(errorWordIds({ code: 'not-a-code' as 'bug', retry: 'never' })).toEqual({
      what: 'errors.bug.what',
      kept: 'errors.bug.kept',
      do: 'errors.bug.do',
    })
  })
})
