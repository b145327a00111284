import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { markNames, spaceNames } from './fill-names.ts'

const say = (text: string, values: Readonly<Record<string, string | number>>): string =>
  spaceNames(String(new IntlMessageFormat(text, 'zh-TW').format(markNames(text, values))))

describe('a name in a Chinese sentence', () => {
  it('stands apart from the words around it where it is of another writing, and stays as it is', () => {
    expect(say('停止使用{name}的資料？', { name: 'Ana S.' })).toBe('停止使用 Ana S.的資料？')
    expect(say('停止使用{name}的資料？', { name: 'Ana' })).toBe('停止使用 Ana 的資料？')
    expect(say('停止使用 {name} 的資料？', { name: '陳美玲' })).toBe('停止使用 陳美玲 的資料？')
    expect(say('{name}（{role}）。', { name: 'Jun', role: '員工' })).toBe('Jun（員工）。')
    expect(say('給{name}{count, plural, other {# 則}}', { name: 'محمد', count: 2 })).toBe('給محمد2 則')
  })

  it('changes no choice that goes by a value', () => {
    expect(say('{kind, select, tea {茶} other {別的}}給{name}', { kind: 'tea', name: 'Ana' })).toBe('茶給 Ana')
  })
})
