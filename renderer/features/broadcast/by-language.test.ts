import { describe, expect, it } from 'vitest'
import { fieldsInUse, withByLanguage } from './by-language.ts'
import { emptyContent, sameForAll, type Template } from './content.ts'

const version = (language: string, samples: Readonly<Record<string, string>>): Template =>
  ({
    name: 'tea',
    language,
    variables: Object.entries(samples).map(([name, sample]) => ({ name, where: 'body', card: null, sample })),
    buttons: [],
    header: null,
    cards: [],
    limitedTimeOffer: null,
  }) as unknown as Template
const versions = [version('zh_TW', { discount: '85 折' }), version('en', { discount: '15% off', first_name: 'Ana' })]
const content = { ...emptyContent('A'), template: { name: 'tea', language: 'zh_TW' }, variables: { discount: sameForAll('85 折') } }

describe('everybody in their own language', () => {
  it('begins with the sample of each version where nobody changed the text, and guesses fields that others have', () => {
    const { byLanguage, variables } = withByLanguage(content, true, versions)
    expect(byLanguage).toBe(true)
    expect(variables).toEqual({
      discount: { from: { kind: 'text', text: '85 折', byLanguage: { en: '15% off' } }, fallback: '' },
      first_name: { from: { kind: 'customer', field: 'name' }, fallback: 'customer' },
    })
  })

  it('keeps what somebody wrote, and what was written for other languages', () => {
    const own = { ...content, variables: { discount: sameForAll('半價') } }
    expect(withByLanguage(own, true, versions).variables['discount']).toEqual(sameForAll('半價'))
    const both = withByLanguage(content, true, versions)
    expect(withByLanguage({ ...both, byLanguage: false }, true, versions)).toEqual(both)
  })

  it('takes nothing away when it is switched off', () => {
    const on = withByLanguage(content, true, versions)
    expect(withByLanguage(on, false, versions)).toEqual({ ...on, byLanguage: false })
  })

  it('asks for each field once, in the order of the chosen version', () => {
    const [main, ...others] = versions
    expect(fieldsInUse(main as Template, others).map(({ key }) => key)).toEqual(['discount', 'first_name'])
    expect(fieldsInUse(main as Template, []).map(({ key }) => key)).toEqual(['discount'])
  })
})
