import { describe, expect, it } from 'vitest'
import { accountInput, accountProblems, emptyAccount } from './account-form.ts'

describe('accountProblems', () => {
  it('wants only a key where the number lives at Meta', () => {
    expect(accountProblems({ ...emptyAccount, token: 'key' })).toEqual({})
    expect(accountProblems({ ...emptyAccount, token: ' ' })).toEqual({ token: 'missing' })
  })

  it('wants address, header and version of a provider in their own shape', () => {
    expect(
      accountProblems({ ...emptyAccount, kind: 'provider', token: 'key', baseUrl: 'waba.example', authHeader: 'my key', apiVersion: '25' }),
    ).toEqual({ baseUrl: 'url', authHeader: 'header', apiVersion: 'version' })
    expect(accountProblems({ ...emptyAccount, kind: 'provider', token: 'key', baseUrl: ' ' })).toEqual({ baseUrl: 'missing' })
  })
})

describe('accountInput', () => {
  it('trims what was pasted and leaves out what was left empty', () => {
    expect(accountInput({ ...emptyAccount, token: ' key\n' })).toEqual({ kind: 'meta', token: 'key' })
  })

  it("passes a provider's address, header and version, and no such thing for Meta", () => {
    const draft = { ...emptyAccount, token: 'key', appSecret: ' s ', baseUrl: 'https://waba.example ', authHeader: 'D360-API-KEY' }
    expect(accountInput(draft)).toEqual({ kind: 'meta', token: 'key', appSecret: 's' })
    expect(accountInput({ ...draft, kind: 'provider' })).toEqual({
      kind: 'provider',
      token: 'key',
      appSecret: 's',
      baseUrl: 'https://waba.example',
      authHeader: 'D360-API-KEY',
      apiVersion: 'v25.0',
    })
  })
})
