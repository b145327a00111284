import { describe, expect, it } from 'vitest'
import type { TimestampMs } from '#contract/kernel/values.ts'
import { byWeight, fixesOfCheck, noticeIdentity } from './fixes.ts'
import type { Notice } from './types.ts'

const notice = (part: Partial<Notice>): Notice => ({
  code: 'key-ends-soon',
  level: 'warning',
  params: {},
  at: 1 as TimestampMs,
  due: 2 as TimestampMs,
  ...part,
})

describe('fixesOfCheck', () => {
  it('leads from a refused key to the place where a new one is given', () => {
    expect(fixesOfCheck({ name: 'key', state: 'failed', code: 'meta-key-refused' })).toEqual([{ kind: 'dialog', dialog: 'key' }])
  })

  it('lets the reason decide before the name of the check does', () => {
    expect(fixesOfCheck({ name: 'number', state: 'failed', code: 'number-not-registered' })).toEqual([
      { kind: 'dialog', dialog: 'register' },
    ])
    expect(fixesOfCheck({ name: 'receiving', state: 'failed', code: 'app-secret-missing' })).toEqual([
      { kind: 'dialog', dialog: 'app-secret' },
    ])
    expect(fixesOfCheck({ name: 'receiving', state: 'warning', code: 'receiver-silent' })[0]).toEqual({
      kind: 'dialog',
      dialog: 'app-secret',
    })
    expect(fixesOfCheck({ name: 'receiving', state: 'failed', code: 'receiver-not-reached' })).toEqual([
      { kind: 'dialog', dialog: 'receiving' },
    ])
  })

  it('offers nothing for what is in order, for what another check holds up, and for a clock', () => {
    expect(fixesOfCheck({ name: 'payment', state: 'ok', code: null })).toEqual([])
    expect(fixesOfCheck({ name: 'payment', state: 'skipped', code: 'meta-key-refused' })).toEqual([])
    expect(fixesOfCheck({ name: 'clock', state: 'failed', code: 'clock-off' })).toEqual([])
  })

  it('offers the way in to someone who only sends', () => {
    expect(fixesOfCheck({ name: 'receiving', state: 'skipped', code: 'receiver-unverified' })).toEqual([
      { kind: 'dialog', dialog: 'receiving' },
    ])
  })
})

describe('notices', () => {
  it('stay the same one until level, day or facts change', () => {
    expect(noticeIdentity(notice({ at: 99 as TimestampMs }))).toBe(noticeIdentity(notice({})))
    expect(noticeIdentity(notice({ level: 'trouble' }))).not.toBe(noticeIdentity(notice({})))
    expect(noticeIdentity(notice({ due: 3 as TimestampMs }))).not.toBe(noticeIdentity(notice({})))
  })

  it('stand with the heaviest first', () => {
    const order = byWeight([notice({ level: 'info' }), notice({ level: 'trouble' }), notice({})]).map(({ level }) => level)
    expect(order).toEqual(['trouble', 'warning', 'info'])
  })
})
