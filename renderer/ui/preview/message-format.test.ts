import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseInline, parseMessage, type Block, type Inline } from './message-format.ts'

const text = (value: string): Inline => ({ kind: 'text', text: value })

describe('parseInline', () => {
  it('reads bold, italic, strike and code', () => {
    expect(parseInline('*15% off* _today_ ~NT$480~ `TEA-15`')).toEqual([
      { kind: 'bold', parts: [text('15% off')] },
      text(' '),
      { kind: 'italic', parts: [text('today')] },
      text(' '),
      { kind: 'strike', parts: [text('NT$480')] },
      text(' '),
      { kind: 'code', text: 'TEA-15' },
    ])
  })

  it('reads marks inside marks', () => {
    expect(parseInline('*very _good_ tea*')).toEqual([
      { kind: 'bold', parts: [text('very '), { kind: 'italic', parts: [text('good')] }, text(' tea')] },
    ])
  })

  it('leaves marks alone that do not hug their text or stand inside a word', () => {
    for (const plain of ['2 * 3 * 4', 'snake_case_name', '* open', '*open', '**', '* *', '``', 'a*b*c'])
      expect(parseInline(plain)).toEqual([text(plain)])
  })

  it('reads Chinese with marks between punctuation', () => {
    expect(parseInline('茶禮 *85 折*，到 11/30')).toEqual([text('茶禮 '), { kind: 'bold', parts: [text('85 折')] }, text('，到 11/30')])
  })
})

describe('parseMessage', () => {
  it('reads quotes, lists and mono blocks', () => {
    expect(parseMessage('Menu:\n- Oolong\n- Black\n1. Order\n2. Pay\n> thanks\n```a  b```')).toEqual<Block[]>([
      { kind: 'lines', lines: [[text('Menu:')]] },
      { kind: 'bullets', items: [[text('Oolong')], [text('Black')]] },
      { kind: 'numbers', first: 1, items: [[text('Order')], [text('Pay')]] },
      { kind: 'quote', lines: [[text('thanks')]] },
      { kind: 'mono', text: 'a  b' },
    ])
  })

  it('keeps every letter that is no mark, whatever is typed', () => {
    const letters = (blocks: readonly Block[]): string =>
      JSON.stringify(blocks).replaceAll(
        /"(?:kind|text|lines|items|parts|first)":|"(?:text|lines|quote|bullets|numbers|mono|bold|italic|strike|code)"/g,
        '',
      )
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '茶', ' ', '*', '_', '~', '`', '\n', '>', '-', '.', '1') }), (typed) => {
        const shown = letters(parseMessage(typed))
        for (const letter of ['a', 'b', '茶']) expect(shown.split(letter).length).toBe(typed.split(letter).length)
      }),
    )
  })

  it('ends on long hostile texts', () => {
    expect(parseMessage('*_~`'.repeat(2_000)).length).toBeGreaterThan(0)
  })
})
