import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { findGraphError, graphErrorFacts } from './error-catalogue.ts'

const factSchema = z.strictObject({
  code: z.int(),
  subcode: z.int().optional(),
  title: z.string().min(1),
  httpStatus: z.int().optional(),
  meaning: z.string().min(1),
  retry: z.enum(['never', 'after-fix', 'later', 'backoff']),
  scope: z.enum(['number', 'template', 'payload', 'account', 'recipient', 'token', 'app']),
  shopOwnerAction: z.string().min(1),
})

describe('the catalogue of Cloud API errors', () => {
  it('holds only facts of the declared shape, each number pair once', () => {
    expect(z.array(factSchema).parse(graphErrorFacts)).toHaveLength(130)
    const keys = graphErrorFacts.map((fact) => `${fact.code}/${fact.subcode ?? ''}`)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('lets the subcode decide before the code', () => {
    expect(findGraphError(190, 463)?.title).toBe('Access token expired')
    expect(findGraphError(100, 33)?.scope).toBe('token')
  })

  it('finds a long number that Meta lists as a code when it comes as a subcode of another code', () => {
    expect(findGraphError(100, 2388299)?.title).toBe('Placeholder at start or end')
    expect(findGraphError(100, 2494055)?.code).toBe(130429)
  })

  it('does not read a short subcode outside its own code', () => {
    expect(findGraphError(131026, 33)?.code).toBe(131026)
  })

  it('falls back to the code when the subcode is unknown', () => {
    expect(findGraphError(131049, 999)?.retry).toBe('later')
  })

  it('treats 200 to 299 as a missing permission', () => {
    expect(findGraphError(294)?.code).toBe(200)
  })

  it('says null for a number that nobody knows', () => {
    expect(findGraphError(987_654)).toBeNull()
  })
})
