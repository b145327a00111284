import { describe, expect, it } from 'vitest'
import { compareMessages } from './compare-messages.ts'
import type { MessageGroup } from './message-files.ts'
import { collectAsked, findUnusedMessages as findUnusedAmong } from './used-messages.ts'

const findUnusedMessages = (messages: MessageGroup, sources: readonly string[]) => findUnusedAmong(messages, collectAsked(sources))

const group = (en: Record<string, string>, tw: Record<string, string>, cn: Record<string, string> = tw): MessageGroup => ({
  name: 'renderer:inbox',
  usedIn: 'renderer',
  isList: false,
  texts: { en: new Map(Object.entries(en)), 'zh-TW': new Map(Object.entries(tw)), 'zh-CN': new Map(Object.entries(cn)) },
})

describe('comparing languages', () => {
  it('is content with the same keys and variables', () => {
    const people = '{count, plural, one {# person} other {# people}}'
    expect(compareMessages(group({ a: people }, { a: '{count, plural, other {# 人}}' }))).toEqual([])
  })

  it('lets a language without plurals show the plain number', () => {
    expect(compareMessages(group({ a: '{n, plural, one {#} other {#}}' }, { a: '{n, number} 人' }))).toEqual([])
  })

  it.each([
    ['a missing key', { a: 'x', b: 'y' }, { a: '甲' }, 'b: missing'],
    ['a key of its own', { a: 'x' }, { a: '甲', b: '乙' }, 'b: not in en'],
    ['a missing variable', { a: '{name} left' }, { a: '離開' }, 'a: lacks {name}'],
    ['another variable', { a: 'x' }, { a: '{nmae}' }, 'a: has {nmae}, which en does not have'],
    ['a variable of another kind', { a: '{d, date}' }, { a: '{d}' }, 'a: uses {d} as argument, not as date'],
    ['a text that is no message', { a: 'x' }, { a: '{n, plural, }' }, 'a: cannot be read'],
    ['an empty text', { a: 'x' }, { a: ' ' }, 'a: is empty'],
    ['a missing tag', { a: '<b>x</b>' }, { a: '甲' }, 'a: lacks {b}'],
  ])('finds %s', (_, en, tw, problem) => {
    const found = compareMessages(group(en, tw))
    expect(found).toContainEqual(expect.stringContaining(`renderer:inbox zh-TW: ${problem}`))
  })

  it('finds a plural form that the language needs', () => {
    const found = compareMessages(group({ a: '{n, plural, other {# people}}' }, { a: '{n, plural, other {# 人}}' }))
    expect(found).toEqual(['renderer:inbox en: a: plural n lacks "one"'])
  })

  it('finds a language without a file', () => {
    expect(compareMessages({ name: 'x', usedIn: 'x', isList: false, texts: { en: new Map() } })).toEqual([
      'x zh-TW: file missing',
      'x zh-CN: file missing',
    ])
  })
})

it('compares only the keys of a list of texts that are shown as they are', () => {
  const list = { ...group({ '0.text': 'Hello {{name}}', '1.text': 'x' }, { '0.text': '您好 {{name}}' }), isList: true }
  expect(compareMessages(list)).toEqual(['renderer:inbox zh-TW: 1.text: missing', 'renderer:inbox zh-CN: 1.text: missing'])
  expect(findUnusedMessages(list, [])).toEqual([])
})

describe('looking for unused messages', () => {
  const all = group({ title: 'x', 'state.open': 'y', 'state.closed': 'z' }, {})

  it('counts keys in quotes, with or without the name of the file', () => {
    expect(findUnusedMessages(all, ["t('title')", 't("inbox.state.open")', 't(`state.closed`)'])).toEqual([])
  })

  it('is not misled by empty texts and apostrophes', () => {
    expect(findUnusedMessages(all, ["// the person's name\nname === '' ? t('title') : t('state.open') // isn't 'state.closed'"])).toEqual(
      [],
    )
  })

  it('counts keys that a template text with gaps fits', () => {
    expect(findUnusedMessages(all, ['t(`state.${value}`)'])).toEqual(['renderer:inbox: nothing uses title'])
  })

  it('counts properties of a file that code takes as an object, but not in the renderer', () => {
    const words = {
      ...group({ title: 'x', 'kinds.a': 'y', 'kinds.b': 'z', 'facts.name': 'n', 'values.by.hand': 'h', lost: 'l' }, {}),
      usedIn: 'engine/privacy',
    }
    const code = ['speech.title + speech.kinds[part.kind] + speech.facts.name + speech.values[key]?.[value]']
    expect(findUnusedMessages(words, code)).toEqual(['renderer:inbox: nothing uses lost'])
    expect(findUnusedMessages({ ...words, usedIn: 'renderer' }, code)).toHaveLength(6)
  })

  it('takes no template that would fit everything', () => {
    expect(findUnusedMessages(all, ['t(`${a}`)', 't(`${a}.${b}`)'])).toHaveLength(3)
  })
})
