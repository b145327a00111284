import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCardReader, type CardCells } from './read-cards.ts'

const read = (text: string): readonly CardCells[] => {
  const reader = createCardReader()
  for (const line of text.split('\n')) reader.add(line)
  reader.end()
  return reader.take()
}

const phoneAndName = (text: string) => read(text).map(([phone, name]) => [phone, name])

describe('P-07: business cards', () => {
  it('P-07: of version 2.1 with quoted-printable over several lines and another encoding', () => {
    const card = [
      'BEGIN:VCARD',
      'VERSION:2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E9=99=B3;=E7=BE=8E=E7=8E=B2;;;',
      'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E9=99=B3=E7=BE=8E=',
      '=E7=8E=B2',
      'TEL;HOME:02-2345-6789',
      'TEL;CELL;PREF:0912-345-678',
      'NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=BIG5:=B3\\=A5\\=BB\\',
      'BDAY:19850314',
      'END:VCARD',
    ].join('\n')
    expect(read(card)).toEqual([['0912-345-678', '陳美玲', '', '1985-03-14', '', '許功蓋', '']])
  })

  it('P-07: of version 3.0 with folded lines, groups, escapes, categories and a birthday without a year', () => {
    const card = [
      'BEGIN:VCARD',
      'VERSION:3.0',
      'N:Silva;João;;;',
      'FN:João',
      '  Silva',
      'item1.TEL;type=pref:+55 81 99876-5432',
      'item1.X-ABLabel:loja',
      'NICKNAME:Jo\\, o gato',
      'CATEGORIES:VIP,Recife\\, centro',
      'NOTE:likes\\ntea\\; not coffee',
      'BDAY:--0314',
      'END:VCARD',
    ].join('\n')
    expect(read(card)).toEqual([
      ['+55 81 99876-5432', 'João Silva', 'Jo, o gato', '3月14日', 'VIP;Recife, centro', 'likes\ntea; not coffee', ''],
    ])
  })

  it('P-07: of version 4.0 with numbers as links, and of WhatsApp, which names the account', () => {
    const card = [
      'BEGIN:VCARD',
      'VERSION:4.0',
      'FN:Mei',
      'TEL;VALUE=uri;TYPE="voice,cell";PREF=1:tel:+886-912-345-678;ext=12',
      'LANG;TYPE=work:zh-TW',
      'END:VCARD',
      'BEGIN:VCARD',
      'VERSION:3.0',
      'FN:Lin',
      'TEL;type=HOME:02 1234 5678',
      'item1.TEL;waid=886933111222:+886 933 111 222',
      'END:VCARD',
    ].join('\n')
    expect(read(card)).toEqual([
      ['+886-912-345-678', 'Mei', '', '', '', '', 'zh-TW'],
      ['+886933111222', 'Lin', '', '', '', '', ''],
    ])
  })

  it('P-07: without their end, with a card inside a card, and with a photo of 10 MB', () => {
    const photo = `PHOTO;ENCODING=b;TYPE=JPEG:${'A'.repeat(10 * 1_048_576)}`
    const lines = [
      'BEGIN:VCARD\nFN:One\nTEL:0911000001\nBEGIN:VCARD\nFN:Two\nTEL:0911000002',
      'AGENT:\nBEGIN:VCARD\nFN:Secretary\nTEL:0911000009\nEND:VCARD\nNOTE:of Two\nEND:VCARD',
      `BEGIN:VCARD\nFN:Three\n${photo}\nTEL:0911000003\nEND:VCARD`,
      'BEGIN:VCARD\nAGENT:BEGIN:VCARD\nFN:Boss\nEND:VCARD\nFN:Four\nTEL:0911000004',
    ]
    expect(phoneAndName(lines.join('\n'))).toEqual([
      ['0911000001', 'One'],
      ['0911000002', 'Two'],
      ['0911000003', 'Three'],
      ['0911000004', 'Four'],
    ])
  })

  it('P-07: never fail, whatever stands in them', () => {
    const word = fc.constantFrom(
      'BEGIN:VCARD', 'END:VCARD', 'VERSION:2.1', 'TEL', 'TEL;CELL:', 'N:;;', 'FN', ';CHARSET=', 'nonsense', ';ENCODING=QUOTED-PRINTABLE:', '=E9=99', '=', '=ZZ',
      '\n', '\n ', '\r', ':', ';', '\\', '"', 'AGENT:', 'item1.', 'waid=', 'PHOTO;ENCODING=b:', 'BDAY:', '--0314', 'CATEGORIES:a,b', '\0', '\u202e', '許功蓋',
    ) // prettier-ignore
    const text = fc.array(fc.oneof({ weight: 4, arbitrary: word }, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 60 })
    const outcome = fc.check(
      fc.property(text, (words) => {
        const cards = read(words.join(''))
        return cards.every((cells) => cells.length === 7 && cells.every((cell) => typeof cell === 'string' && !cell.includes('\0')))
      }),
      { seed: 42, numRuns: 50_000 },
    )
    expect([outcome.failed, outcome.counterexample]).toEqual([false, null])
  })
})
