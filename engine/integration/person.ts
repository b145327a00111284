import type { CustomerQuestion } from '#contract/ipc/integration-tool.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CustomerId } from '#contract/kernel/values.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { IntegrationDeps } from './face.ts'
import { readSettings } from './settings.ts'

/** What a notice needs to know about whom it is for. */
export type Person = {
  readonly customerSeq: number
  readonly customerId: CustomerId
  readonly name: string
  readonly phone: string | null
  readonly userId: string | null
  readonly language: string | null
  readonly offers: 'yes' | 'no' | 'stopped' | 'unknown'
  readonly blocked: number
  readonly unusableAt: number | null
  /** Since when their data must not be used, at their wish. */
  readonly restrictedAt: number | null
}

type Question = z.infer<typeof CustomerQuestion>

export const personBySeq = (db: ReadHandle, customerSeq: number): Person | undefined =>
  db.get<Person>(sql`
    select seq as customerSeq, customer_id as customerId, name, phone, user_id as userId, language, offers, blocked, unusable_at as unusableAt,
      restricted_at as restrictedAt
    from customer where seq = ${customerSeq}`)

/**
 * The customer of an id or of a number in any spelling. Errors: customer-missing, customer-number-refused,
 * customer-erased-before, input-refused (neither was given).
 */
export function findPerson(deps: IntegrationDeps, db: ReadHandle, question: Question): Result<Person> {
  const found = question.customerId === undefined ? byNumber(deps, db, question.phone) : ok(deps.customer.find(db, question.customerId))
  if (!found.ok) return found
  const person = found.value === undefined ? undefined : personBySeq(db, found.value.customerSeq)
  return person === undefined ? fail('customer-missing') : ok(person)
}

function byNumber(
  deps: IntegrationDeps,
  db: ReadHandle,
  written: string | undefined,
): Result<{ readonly customerSeq: number } | undefined> {
  if (written === undefined) return fail('input-refused', { field: 'phone' })
  const number = deps.customer.normaliseNumber(written, deps.vault.shop.country)
  if (!number.ok) return number
  const found = deps.customer.findByNumber(db, number.value.phone)
  return found === undefined && deps.customer.isSuppressed(db, number.value.phone) ? fail('customer-erased-before') : ok(found)
}

/** Somebody who may be written to, and how they get into the list where they are not in it yet. */
export type Found = { readonly person: Person; readonly add: ((db: WriteHandle) => Person) | null }

/** The same; a number that is new is let through where the settings say so. It is added by `add`, without any agreement to offers. */
export function findOrPropose(
  deps: IntegrationDeps,
  db: ReadHandle,
  question: Question & { readonly name?: string | undefined },
): Result<Found> {
  const found = findPerson(deps, db, question)
  if (found.ok) return ok({ person: found.value, add: null })
  const mayAdd = question.customerId === undefined && readSettings(db).unknownNumbers === 'create'
  if (found.error.code !== 'customer-missing' || !mayAdd) return found
  const number = deps.customer.normaliseNumber(question.phone ?? '', deps.vault.shop.country)
  if (!number.ok) return number
  const { phone } = number.value
  const person: Person = { ...nobody, customerId: '' as CustomerId, name: question.name ?? '', phone }
  const stranger = { phone, userId: null, username: null, profileName: question.name ?? null, at: deps.clock.now() }
  return ok({
    person,
    add(write) {
      const added = personBySeq(write, deps.customer.recognise(write, stranger).customerSeq)
      assert(added !== undefined, 'the customer was found or added just now')
      return added
    },
  })
}

const nobody = {
  customerSeq: 0,
  userId: null,
  language: null,
  offers: 'unknown',
  blocked: 0,
  unusableAt: null,
  restrictedAt: null,
} as const

/** First letter of a name and dots. */
export function maskName(name: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name.trim())
  return first === undefined ? '' : `${first.segment}…`
}

/** Country code as far as it can be told from the digits alone, and the last three digits. */
export const maskPhone = (phone: string | null): string | null => (phone === null ? null : `${phone.slice(0, 4)}…${phone.slice(-3)}`)
