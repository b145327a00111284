import { describe, expect, it } from 'vitest'
import { connectInput, connectProblems, type ConnectDraft } from './connect-rules.ts'

const draft: ConnectDraft = {
  kind: 'meta',
  baseUrl: '',
  authHeader: 'D360-API-KEY',
  token: ' key ',
  appSecret: '',
  phoneNumberId: '100200300',
  wabaId: '400500600',
  businessId: '',
  catalogId: '',
  receiving: 'none',
  receivingUrl: '',
}

describe('connectProblems', () => {
  it('finds nothing wrong with the least that is needed', () => {
    expect(connectProblems(draft)).toEqual({})
  })

  it('asks for what is missing and for digits where ids belong', () => {
    expect(connectProblems({ ...draft, token: ' ', phoneNumberId: '', wabaId: '12 34', catalogId: 'abc' })).toEqual({
      token: 'missing',
      phoneNumberId: 'missing',
      wabaId: 'digits',
      catalogId: 'digits',
    })
  })

  it('asks for an address only where one is used', () => {
    expect(connectProblems({ ...draft, kind: 'provider', receiving: 'url', receivingUrl: 'shop.example' })).toEqual({
      baseUrl: 'missing',
      receivingUrl: 'url',
    })
  })
})

describe('connectInput', () => {
  it('trims and leaves out what was left empty', () => {
    expect(connectInput(draft)).toEqual({ kind: 'meta', token: 'key', wabaId: '400500600', phoneNumberId: '100200300', receiving: 'none' })
  })

  it('passes the address and header of a provider, and the own receiving address', () => {
    expect(
      connectInput({
        ...draft,
        kind: 'provider',
        baseUrl: 'https://waba.example',
        receiving: 'url',
        receivingUrl: 'https://shop.example/in',
      }),
    ).toMatchObject({
      baseUrl: 'https://waba.example',
      authHeader: 'D360-API-KEY',
      receiving: 'https://shop.example/in',
    })
  })
})
