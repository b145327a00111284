import { describe, expect, it } from 'vitest'
import { createLanguageChoice, languageFor } from './languages.ts'

const choose = (language: string | null, languages: readonly string[], chosen: string, phone: string | null = null) =>
  languageFor({ language, phone }, languages, chosen)

describe('the language that somebody gets a template in', () => {
  it('is exactly theirs, however it is written', () => {
    const there = ['zh_TW', 'zh_CN', 'en_US', 'en']
    expect([choose('zh-TW', there, 'en'), choose('ZH_cn', there, 'en'), choose('en-us', there, 'zh_TW')]).toEqual([
      'zh_TW',
      'zh_CN',
      'en_US',
    ])
  })

  it('never swaps traditional and simplified signs', () => {
    expect([
      choose('zh_TW', ['zh_CN', 'en'], 'en'),
      choose('zh_CN', ['zh_TW', 'en'], 'en'),
      choose('zh_TW', ['zh_CN'], 'zh_CN'),
      choose('zh-Hant', ['zh_CN', 'zh_TW'], 'zh_CN'),
      choose('zh-HK', ['zh_CN', 'zh_TW'], 'zh_CN'),
      choose('zh-SG', ['zh_CN', 'zh_TW'], 'zh_TW'),
    ]).toEqual(['en', 'en', 'zh_CN', 'zh_TW', 'zh_TW', 'zh_CN'])
  })

  it('goes by the number where somebody only says Chinese, and stays with the chosen one where that says nothing', () => {
    const there = ['zh_TW', 'zh_CN', 'en']
    expect(
      ['+886912345678', '+85291234567', '+8613912345678', '+6591234567', '+5511912345678', null].map((phone) =>
        choose('zh', there, 'en', phone),
      ),
    ).toEqual(['zh_TW', 'zh_TW', 'zh_CN', 'zh_CN', 'en', 'en'])
  })

  it('is another region of the same language: the chosen one, else one without a region, else the first by name', () => {
    expect([
      choose('en_GB', ['en_US', 'en', 'zh_TW'], 'zh_TW'),
      choose('en_GB', ['en_US', 'en'], 'en_US'),
      choose('es_MX', ['es_ES', 'es_AR', 'en'], 'en'),
      choose('pt_PT', ['pt_BR', 'en'], 'en'),
    ]).toEqual(['en', 'en_US', 'es_AR', 'pt_BR'])
  })

  it('is the chosen one for everybody else, also for words that name no language', () => {
    expect([
      choose(null, ['en', 'ms'], 'ms'),
      choose('', ['en'], 'ms'),
      choose('ja', ['en', 'ms'], 'ms'),
      choose('??', ['en'], 'en'),
    ]).toEqual(['ms', 'ms', 'ms', 'en'])
  })

  it('keeps script apart for languages that have several', () => {
    expect([choose('sr-Latn', ['sr', 'en'], 'en'), choose('sr', ['sr-Latn', 'en'], 'en')]).toEqual(['en', 'en'])
  })

  it('looks at the number again for each person who only says Chinese', () => {
    const choice = createLanguageChoice(['zh_TW', 'zh_CN', 'en'], 'en')
    expect(['+886912345678', '+8613912345678', '+886922222222'].map((phone) => choice({ language: 'zh', phone }))).toEqual([
      'zh_TW',
      'zh_CN',
      'zh_TW',
    ])
  })
})
