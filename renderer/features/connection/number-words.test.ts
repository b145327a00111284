import { describe, expect, it } from 'vitest'
import { needsRegistration, phoneAppWords } from './number-words.ts'

describe('needsRegistration', () => {
  it('is so for a number that is not on the platform yet, never for one that stays on the phone', () => {
    expect(needsRegistration({ status: 'UNVERIFIED', isOnPhoneApp: false })).toBe(true)
    expect(needsRegistration({ status: 'CONNECTED', isOnPhoneApp: false })).toBe(false)
    expect(needsRegistration({ status: 'PENDING', isOnPhoneApp: true })).toBe(false)
  })
})

describe('phoneAppWords', () => {
  it('says what becomes of the app on the phone', () => {
    expect(phoneAppWords({ status: 'CONNECTED', isOnPhoneApp: true })).toBe('connection.phoneApp.keeps')
    expect(phoneAppWords({ status: 'CONNECTED', isOnPhoneApp: false })).toBe('connection.phoneApp.stopped')
    expect(phoneAppWords({ status: 'PENDING', isOnPhoneApp: false })).toBe('connection.phoneApp.willStop')
  })
})
