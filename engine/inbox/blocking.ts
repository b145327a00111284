import type { BlockedPerson } from '#contract/cloud-api/manage-customer-door.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import type { InboxDeps } from './face.ts'
import { personById, type Person } from './people.ts'
import { metaNow } from './meta-now.ts'
import { handleOf } from './read-conversations.ts'
import { windowClosesAt } from './rules.ts'

/**
 * Blocks a customer at Meta, then here: no broadcast and no reply goes to them either. Or lets them write again.
 * Errors: customer-missing, customer-unreachable, block-too-late when their last message is older than 24 hours, block-refused
 * when Meta names them among those it did not take, connection-missing, those of the network and of Meta.
 * @source reference part 7, block users
 */
export async function setBlocked(deps: InboxDeps, input: ParsedInput<'inbox.setBlocked'>): Promise<Result<CallOutput<'inbox.setBlocked'>>> {
  const { store } = deps.vault
  const person = personById(store.read, input.customerId)
  if (person === undefined) return fail('customer-missing')
  if (input.blocked && (windowClosesAt(person.lastInboundAt) ?? 0) <= metaNow(deps)) return fail('block-too-late')
  const told = await tellMeta(deps, person, input.blocked)
  if (!told.ok) return told
  return store.write((db) => {
    // Who was erased while Meta answered is not here any more.
    if (personById(db, input.customerId) === undefined) return fail('customer-missing')
    deps.customer.setBlocked(db, person.customerSeq, input.blocked)
    db.afterCommit(() => deps.announcer.announce('inbox.changed', { customerId: person.customerId, kind: 'blocked' }))
    return ok({})
  })
}

async function tellMeta(deps: InboxDeps, person: Person, blocked: boolean): Promise<Result<void>> {
  const key = keyOf(person)
  if (key === null) return fail('customer-unreachable')
  const blocks = deps.api()?.blocks
  if (blocks === undefined) return fail('connection-missing')
  const answer = await (blocked ? blocks.add([key]) : blocks.remove([key]))
  if (!answer.ok) return answer
  const [refused] = answer.value.block_users.failed_users ?? []
  return refused === undefined ? ok(undefined) : fail('block-refused', { metaCode: codeOf(refused) })
}

const codeOf = ({ errors }: { readonly errors?: readonly { readonly code?: number | undefined }[] | undefined }): number =>
  errors?.[0]?.code ?? 0

/** The number goes before the id. */
function keyOf({ phone, userId }: Person): BlockedPerson | null {
  if (phone !== null) return { user: phone }
  return userId === null ? null : { user_id: userId }
}

type Kept = {
  readonly customerId: Blocked['customerId']
  readonly name: string
  readonly phone: string | null
  readonly username: string | null
}
type Blocked = CallOutput<'inbox.blocked'>['people'][number]

const MOST_SHOWN = 500

/** Who is blocked now, by name. */
export const blockedPeople = (db: ReadHandle): Blocked[] =>
  db
    .all<Kept>(sql`
      select customer_id as customerId, name, phone, username from customer
      where blocked = 1 order by name, seq limit ${MOST_SHOWN}`)
    .map(({ customerId, name, phone, username }) => ({ customerId, name, handle: handleOf(phone, username) }))
