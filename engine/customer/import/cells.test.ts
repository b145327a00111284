import { describe, expect, it } from 'vitest'
import { columnNames, createDayReader } from '../../table-file/index.ts'
import { guessColumns, placeColumns } from './columns.ts'
import { readLanguage } from './read-language.ts'

const day = (text: string) => {
  const at = createDayReader('Asia/Taipei')(text)
  return at === null ? null : new Date(at).toISOString()
}

describe('columns', () => {
  it.each([
    [
      ['姓名', '手機號碼', '標籤', '備註', '稱呼', '語言', '同意日期'],
      { name: '姓名', phone: '手機號碼', tags: '標籤', note: '備註', addressAs: '稱呼', language: '語言', consentAt: '同意日期' },
    ],
    [['姓名', '手机号码', '标签', '备注'], { name: '姓名', phone: '手机号码', tags: '标签', note: '备注' }],
    [
      ['Customer Name', 'Mobile_Number', 'Labels', 'Remarks', 'Consent Date'],
      { name: 'Customer Name', phone: 'Mobile_Number', tags: 'Labels', note: 'Remarks', consentAt: 'Consent Date' },
    ],
    [
      ['Nome', 'Telefone', 'Etiquetas', 'Observações', 'Data de consentimento'],
      { name: 'Nome', phone: 'Telefone', tags: 'Etiquetas', note: 'Observações', consentAt: 'Data de consentimento' },
    ],
    [
      ['Nombre completo', 'Teléfono móvil', 'Notas', 'Idioma'],
      { name: 'Nombre completo', phone: 'Teléfono móvil', note: 'Notas', language: 'Idioma' },
    ],
    [['Nama', 'No. HP', 'Catatan', 'Panggilan'], { name: 'Nama', phone: 'No. HP', note: 'Catatan', addressAs: 'Panggilan' }],
    [['id', 'WhatsApp phone (mobile)', 'Person name'], { phone: 'WhatsApp phone (mobile)', name: 'Person name' }],
  ])('are guessed from %j', (headers, expected) => {
    expect(guessColumns(headers, [], { defaultCountry: 'TW' })).toEqual(expected)
  })

  it('with numbers are found by what stands in them', () => {
    expect(
      guessColumns(
        ['A', 'B'],
        [
          ['陳美玲', '0912345678'],
          ['林', '0933111222'],
          ['x', ''],
        ],
        { defaultCountry: 'TW' },
      ),
    ).toEqual({ phone: 'B' })
  })

  it('are matched by their header, and a missing one is named', () => {
    expect(placeColumns(['Name', 'Phone'], { phone: 'phone ', name: 'Name' })).toEqual({
      ok: true,
      value: { phone: 1, name: 0, own: [] },
    })
    expect(placeColumns(['Name'], { phone: 'Mobile' })).toMatchObject({
      ok: false,
      error: { code: 'file-column-missing', params: { field: 'phone', column: 'Mobile' } },
    })
    expect(placeColumns(['Name'], {})).toMatchObject({
      ok: false,
      error: { code: 'file-column-missing', params: { field: 'phone', column: '' } },
    })
    expect(columnNames(['A', '', 'A'])).toEqual(['A', '#2', 'A #3'])
  })
})

describe('days', () => {
  it('are read as the shop wall clock', () => {
    expect(day('2026-03-05')).toBe('2026-03-04T16:00:00.000Z')
    expect(day('2026/3/5 14:02')).toBe('2026-03-05T06:02:00.000Z')
    expect(day('2026年3月5日')).toBe('2026-03-04T16:00:00.000Z')
    expect(day('25.03.2026')).toBe('2026-03-24T16:00:00.000Z')
    expect(day('3/25/2026')).toBe('2026-03-24T16:00:00.000Z')
    expect(day('2026-03-05T14:02:00Z')).toBe('2026-03-05T14:02:00.000Z')
  })

  it.each(['03/04/2026', '2026-02-30', '2026-13-01', 'yesterday', '', '45000'])('%j is not guessed', (text) => {
    expect(day(text)).toBe(null)
  })
})

describe('languages', () => {
  it('are read from codes and common words and else left open', () => {
    expect(['zh_TW', 'zh-cn', 'EN', '繁體中文', 'Português', 'bahasa indonesia', 'klingon', ''].map(readLanguage)).toEqual([
      'zh-TW',
      'zh-CN',
      'en',
      'zh-TW',
      'pt-BR',
      'id',
      null,
      null,
    ])
  })
})
