import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { detectEncoding } from './encoding.ts'

const golden = (name: string) => new Uint8Array(readFileSync(new URL(`../../test/support/csv/${name}`, import.meta.url)))
const detect = (bytes: Uint8Array) => detectEncoding(bytes, bytes)

describe('the encoding of a file', () => {
  it.each([
    ['utf-8.csv', 'utf-8'],
    ['utf-8-bom.csv', 'utf-8'],
    ['big5.csv', 'big5'],
    ['gb18030.csv', 'gb18030'],
    ['shift_jis.csv', 'shift_jis'],
    ['utf-16le-bom.csv', 'utf-16le'],
    ['utf-16be-bom.csv', 'utf-16be'],
    ['utf-16le-no-bom.csv', 'utf-16le'],
    ['windows-1252-semicolon.csv', 'windows-1252'],
    ['quotes.csv', 'utf-8'],
  ])('of %s is %s', (name, encoding) => {
    expect(detect(golden(name))).toBe(encoding)
  })

  it('is told from a single name where the bytes allow it', () => {
    expect(detect(Uint8Array.from([0xb3, 0x5c, 0xa5, 0x5c, 0xbb, 0x5c]))).toBe('big5')
    expect(detect(Uint8Array.from(Buffer.from('José,+52 1', 'latin1')))).toBe('windows-1252')
  })
})
