import { describe, expect, it } from 'vitest'
import { addressProblem, canComeDirectly, receivingOf } from './receiving-form.ts'

describe('addressProblem', () => {
  it('takes https anywhere and plain http only on this computer', () => {
    expect(addressProblem(' https://shop.example/in ')).toBeNull()
    expect(addressProblem('http://127.0.0.1:8080/in')).toBeNull()
    expect(addressProblem('http://shop.example/in')).toBe('https')
    expect(addressProblem('shop.example')).toBe('https')
    expect(addressProblem(' ')).toBe('missing')
  })

  it('refuses an address that Meta would cut off', () => {
    expect(addressProblem(`https://shop.example/${'a'.repeat(200)}`)).toBe('long')
  })
})

describe('canComeDirectly', () => {
  it('is so for a service on this computer alone', () => {
    expect(canComeDirectly('http://127.0.0.1:4010')).toBe(true)
    expect(canComeDirectly('https://graph.facebook.com')).toBe(false)
    expect(canComeDirectly('nonsense')).toBe(false)
  })
})

describe('receivingOf', () => {
  it('says the way in the words of the call', () => {
    expect(receivingOf('tunnel', ' https://shop.example ')).toBe('https://shop.example')
    expect(receivingOf('direct', '')).toBe('local')
    expect(receivingOf('none', 'https://shop.example')).toBe('none')
  })
})
