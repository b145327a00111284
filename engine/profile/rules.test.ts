import { describe, expect, it } from 'vitest'
import { isPictureFit, tidyHours, toProfile } from './rules.ts'

const span = (day: number, opens: string, closes: string) => ({ day, opens, closes })

describe('opening hours', () => {
  it('come out in order, with breaks, and until midnight', () => {
    expect(tidyHours([span(2, '14:00', '24:00'), span(1, '10:00', '21:00'), span(2, '09:30', '12:00')])).toEqual([
      span(1, '10:00', '21:00'),
      span(2, '09:30', '12:00'),
      span(2, '14:00', '24:00'),
    ])
    expect(tidyHours([])).toEqual([])
    expect(tidyHours([span(1, '10:00', '12:00'), span(1, '12:00', '14:00')])).not.toBeNull()
  })

  it('are refused when a span ends before it begins, or two meet', () => {
    expect(tidyHours([span(1, '21:00', '10:00')])).toBeNull()
    expect(tidyHours([span(1, '10:00', '10:00')])).toBeNull()
    expect(tidyHours([span(1, '10:00', '14:00'), span(1, '13:00', '18:00')])).toBeNull()
  })
})

/** The head of a JPEG: a segment to be skipped, then the frame with its size. */
function jpeg(width: number, height: number, frame = 0xc0): Uint8Array {
  const size = [height >> 8, height & 255, width >> 8, width & 255]
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, frame, 0, 11, 8, ...size, 1, 1, 0x11, 0])
}

describe('a profile picture', () => {
  it('is a square JPEG of at least 192 pixels, also a progressive one', () => {
    expect([jpeg(192, 192), jpeg(640, 640, 0xc2)].map(isPictureFit)).toEqual([true, true])
    expect([jpeg(191, 191), jpeg(640, 480)].map(isPictureFit)).toEqual([false, false])
  })

  it('is nothing else, whatever the bytes', () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    const tables = jpeg(640, 640, 0xc4)
    const cut = jpeg(640, 640).subarray(0, 12)
    expect([png, tables, cut, new Uint8Array(0)].map(isPictureFit)).toEqual([false, false, false, false])
  })
})

describe('the profile as read', () => {
  it('has no trade where nobody chose one, and no empty web addresses', () => {
    expect(toProfile({ vertical: 'UNDEFINED', websites: ['', 'https://shop.example/'] }, { picture: null, at: 5 })).toEqual({
      about: '',
      address: '',
      description: '',
      email: '',
      websites: ['https://shop.example/'],
      vertical: null,
      picture: null,
      readAt: 5,
    })
    expect(toProfile({ vertical: 'RETAIL' }, { picture: null, at: 5 }).vertical).toBe('RETAIL')
  })
})
