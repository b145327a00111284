import { describe, expect, it } from 'vitest'
import { fieldsOf, wholeLink, type Field, type Template } from './fields.ts'
import { momentOf, timeOf } from './moment.ts'
import { problemOf } from './problems.ts'

const link = { type: 'URL' as const, text: 'Shop', url: 'https://a.example/{{1}}', needsValue: true }
const header = (format: 'IMAGE' | 'PRODUCT' | 'LOCATION' | 'DOCUMENT', sampleUrl: string | null = null) => ({
  format,
  text: null,
  sampleUrl,
})
const template = (over: Partial<Template>): Template =>
  ({ variables: [], buttons: [], cards: [], header: null, limitedTimeOffer: null, ...over }) as unknown as Template
const keys = (over: Partial<Template>): string[] => fieldsOf(template(over)).map(({ key }) => key)

describe('fieldsOf', () => {
  it('names everything that takes a value, from top to bottom', () => {
    const variable = (where: 'header' | 'body' | 'card', card: number | null) => ({ name: '1', where, card, sample: 'x' })
    const card = { header: header('IMAGE'), body: '', buttons: [link] }
    expect(
      keys({
        variables: [variable('body', null), variable('header', null), variable('card', 1)],
        buttons: [{ ...link, needsValue: false }, link],
        cards: [card, card],
        limitedTimeOffer: { text: 'Ends', hasExpiration: true },
      }),
    ).toEqual([
      'header.1',
      '1',
      'offer.ends',
      'button.1',
      'card.0.header',
      'card.0.button.0',
      'card.1.header',
      'card.1.1',
      'card.1.button.0',
    ])
  })

  it('asks for places in parts, for files where there are some, and for product links once', () => {
    expect(keys({ header: header('LOCATION') })).toEqual(['header.name', 'header.address', 'header.latitude', 'header.longitude'])
    expect(fieldsOf(template({ header: header('DOCUMENT', 'https://a.example/a.pdf') }))).toEqual([
      { kind: 'file', key: 'header', card: null, media: 'document', hasSample: true },
    ])
    const card = { header: header('PRODUCT'), body: '', buttons: [link] }
    expect(keys({ header: header('PRODUCT'), cards: [card, card] })).toEqual(['card.0.button.0'])
  })

  it('writes whole links, whatever their end looks like', () => {
    expect(wholeLink('https://a.example/{{1}}', '$&x')).toBe('https://a.example/$&x')
  })
})

describe('problemOf', () => {
  const NOW = Date.UTC(2026, 10, 22)
  const file = (hasSample: boolean): Field => ({ kind: 'file', key: 'header', card: null, media: 'image', hasSample })
  const place = (part: 'name' | 'latitude' | 'longitude'): Field => ({ kind: 'place', key: '', card: null, part })
  const end: Field = { kind: 'end', key: 'offer.ends', card: null }
  const button: Field = { kind: 'link', key: 'button.0', card: null, button: 'Shop', url: link.url }
  const tried: readonly (readonly [Field, string, ReturnType<typeof problemOf>])[] = [
    [file(true), '', null],
    [file(false), ' ', 'file'],
    [file(false), '900000000000001', null],
    [file(true), 'https://a.example/a.png', null],
    [file(true), 'http://a.example/a.png', 'address'],
    [file(true), 'a.png', 'address'],
    [place('name'), '', 'missing'],
    [place('name'), 'Tea house', null],
    [place('latitude'), '25.03', null],
    [place('latitude'), '90.5', 'latitude'],
    [place('latitude'), '25,03', 'latitude'],
    [place('longitude'), '-180', null],
    [place('longitude'), '181', 'longitude'],
    [end, '', 'missing'],
    [end, new Date(NOW).toISOString(), 'past'],
    [end, new Date(NOW + 1).toISOString(), null],
    [button, '', 'missing'],
    [button, 'a b', 'spaces'],
    [button, 'tea?x=1', null],
  ]
  it.each(tried)('%o with "%s"', (field, value, problem) => {
    expect(problemOf(field, value, NOW)).toBe(problem)
  })
})

describe('moments on a clock', () => {
  it('are found by day and time, and written the same way again', () => {
    const at = momentOf('2026-12-24', '18:30', 'Asia/Taipei')
    expect(at).toBe(Date.UTC(2026, 11, 24, 10, 30))
    expect(timeOf(at ?? 0, 'Asia/Taipei')).toBe('18:30')
    expect(momentOf('', '18:30', 'Asia/Taipei')).toBeNull()
    expect(momentOf('2026-12-24', '', 'Asia/Taipei')).toBeNull()
  })

  it('follow the change of clocks', () => {
    expect(momentOf('2026-03-29', '12:00', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 10))
    expect(momentOf('2026-03-28', '12:00', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 28, 11))
  })
})
