import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { WordsProvider } from '../../i18n/index.ts'
import { CustomerName } from './customer-name.tsx'

const CONTROLS = ['\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069', '\u200B', '\uFEFF', '\u2060']
const hidden = CONTROLS.flatMap((sign) => [`Ann${sign}moc.live`, `${sign}陳美玲`, `Ana ${sign}`])
const honest = ['陳美玲', 'Ana Souza', 'מרים', 'محمد', 'Zoë', 'ひろし', '김민수', 'Анна', 'O’Neil']
const mixed = ['Pаypal', 'Αnna', 'Ѕhop']

const shown = (name: string): string =>
  renderToStaticMarkup(
    <WordsProvider locale="en" timeZone="Asia/Taipei">
      <CustomerName name={name} />
    </WordsProvider>,
  )

const UNSEEN = /[\u202A-\u202E\u2066-\u2069\u200B\uFEFF\u2060]/u

describe('I-10: the name of a customer', () => {
  it('stands apart from the words around it, with every letter that nobody sees shown by its number', () => {
    const bare = [...hidden, ...honest, ...mixed].filter((name) => !shown(name).startsWith('<bdi>') || UNSEEN.test(shown(name)))
    expect(bare).toEqual([])
    expect(hidden.filter((name) => !shown(name).includes('U+'))).toEqual([])
    expect(shown('Ann\u202Emoc.live')).toContain('U+202E')
  })

  it('says where it borrows look-alike letters of another writing, and only there', () => {
    expect([...honest, ...mixed].filter((name) => shown(name).includes('mixed letters'))).toEqual(mixed)
  })
})
