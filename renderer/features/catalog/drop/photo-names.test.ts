import { describe, expect, it } from 'vitest'
import { codeCandidates, codeOfFile, nameOfFile, sortDropped } from './photo-names.ts'

describe('the name of a photo', () => {
  it('may carry the code of a product, the longest first', () => {
    expect(codeCandidates('TEA-001 front.jpg')).toEqual(['TEA-001 front', 'TEA-001', 'TEA'])
    expect(codeCandidates('凍頂烏龍.png')).toEqual(['凍頂烏龍'])
  })

  it('names a new product', () => {
    expect(nameOfFile('Gift box 2.webp')).toBe('Gift box 2')
    expect(codeOfFile('Gift box 2.webp')).toBe('Gift-box-2')
    expect(nameOfFile('.jpg')).toBe('.jpg')
  })
})

describe('dropped files', () => {
  it('are a table, photos, or nothing to use', () => {
    const table = new File([''], 'products.CSV')
    const photo = new File([''], 'a.jpg', { type: 'image/jpeg' })
    expect(sortDropped([photo, table])).toEqual({ kind: 'table', file: table })
    expect(sortDropped([photo])).toEqual({ kind: 'photos', files: [photo] })
    expect(sortDropped([new File([''], 'a.exe')])).toEqual({ kind: 'other' })
  })
})
