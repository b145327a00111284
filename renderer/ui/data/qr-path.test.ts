import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { qrPath } from './qr-path.ts'

describe('qrPath', () => {
  it('joins squares side by side and leaves light ones out', () => {
    expect(
      qrPath([
        [true, true, false, true],
        [false, false, false, false],
        [false, true, true, true],
      ]),
    ).toBe('M0 0h2v1h-2zM3 0h1v1h-1zM1 2h3v1h-3z')
  })

  it('covers each dark square of a real code exactly once', () => {
    const { data } = encode('https://wa.me/886255501234?text=hi', { ecc: 'M', border: 2 })
    const covered = [...qrPath(data).matchAll(/h(\d+)v1/g)].reduce((sum, [, length]) => sum + Number(length), 0)
    expect(covered).toBe(data.flat().filter(Boolean).length)
  })
})
