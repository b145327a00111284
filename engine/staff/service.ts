import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { newId, sameName, type CallContext } from '../kernel/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import type { Colleague, Member, Staff, StaffAccess, StaffConversations, StaffDeps } from './face.ts'
import { byId, byName, everybody, theOwner } from './queries.ts'
import { OWNER_PERSON, reservedNames } from './rules.ts'

const noAccess = { hasPassword: false, hasTotp: false, lastSignInAt: null }

type Caller = Pick<CallContext, 'person' | 'role'>

/** Makes the room. */
export function createStaff(deps: StaffDeps): Staff {
  const { store } = deps.vault
  let conversations: StaffConversations = { openOf: () => 0, release: () => 0 }
  let access: StaffAccess = { of: () => noAccess, changed: () => undefined, removed: () => undefined }
  const memberOf = (db: ReadHandle, { staffSeq, ...one }: Colleague, mine: Colleague | undefined): Member => ({
    ...one,
    isMe: staffSeq === mine?.staffSeq,
    openConversations: conversations.openOf(db, staffSeq),
    ...access.of(db, staffSeq),
  })
  return {
    handlers: {
      'staff.list': (_input, caller) => {
        const mine = whoCalls(store.read, caller)
        return ok({ members: everybody(store.read).map((one) => memberOf(store.read, one, mine)) })
      },
      'staff.save': (input, caller) => {
        const saved = save(deps, { conversations, changed: (one) => access.changed(one) }, input)
        return saved.ok ? ok(memberOf(store.read, saved.value, whoCalls(store.read, caller))) : saved
      },
      'staff.remove': (input) => remove(deps, { conversations, removed: (staffId) => access.removed(staffId) }, input),
    },
    me: whoCalls,
    find: byId,
    owner: theOwner,
    everybody,
    member(db, staffId, caller) {
      const one = byId(db, staffId)
      return one === undefined ? undefined : memberOf(db, one, whoCalls(db, caller))
    },
    meetAccess(known) {
      access = known
    },
    meet(known) {
      conversations = known
    },
  }
}

function whoCalls(db: ReadHandle, { person, role }: Caller): Colleague | undefined {
  const named = person === OWNER_PERSON ? undefined : byName(db, sameName(person))
  if (named !== undefined) return named
  return person === OWNER_PERSON || role === 'owner' ? theOwner(db) : undefined
}

/** Errors: staff-missing, staff-name-taken, staff-owner-fixed. Who may only look from now on answers no chats, so theirs are nobody's. */
function save(
  { vault, clock, random, announcer }: StaffDeps,
  { conversations, changed }: { readonly conversations: StaffConversations; readonly changed: StaffAccess['changed'] },
  input: ParsedInput<'staff.save'>,
): Result<Colleague> {
  return vault.store.write((db) => {
    const before = input.staffId === undefined ? null : byId(db, input.staffId)
    if (before === undefined) return fail('staff-missing')
    const refusal = refusalOf(db, before, input)
    if (refusal !== null) return fail(refusal)
    const staffId = before?.staffId ?? newId('stf', random, clock.now())
    const role = before?.role === 'owner' ? 'owner' : input.role
    db.run(sql`
      insert into staff (staff_id, name, same_name, role, added_at) values (${staffId}, ${input.name}, ${sameName(input.name)}, ${role}, ${clock.now()})
      on conflict (staff_id) do update set name = excluded.name, same_name = excluded.same_name, role = excluded.role`)
    db.afterCommit(() => announcer.announce('staff.changed', {}))
    const saved = byId(db, staffId)
    assert(saved !== undefined, 'it was written in the line before')
    if (role === 'viewer') conversations.release(db, saved.staffSeq)
    db.afterCommit(() => changed(saved))
    return ok(saved)
  })
}

/** There is one owner; a form that leaves the owner's role out means what it is. */
function refusalOf(
  db: ReadHandle,
  before: Colleague | null,
  { name, role }: ParsedInput<'staff.save'>,
): 'staff-name-taken' | 'staff-owner-fixed' | null {
  const other = byName(db, sameName(name))
  if (other !== undefined && other.staffSeq !== before?.staffSeq) return 'staff-name-taken'
  if (before?.role === 'owner') return null
  // Messages name automations and the owner by these words.
  if (reservedNames.has(sameName(name))) return 'staff-name-taken'
  return role === 'owner' ? 'staff-owner-fixed' : null
}

/** Errors: staff-missing, staff-owner-fixed. What they wrote carries their name as text, so nothing there changes. */
function remove(
  { vault, announcer }: StaffDeps,
  { conversations, removed }: { readonly conversations: StaffConversations; readonly removed: StaffAccess['removed'] },
  { staffId }: ParsedInput<'staff.remove'>,
): Result<CallOutput<'staff.remove'>> {
  return vault.store.write((db) => {
    const one = byId(db, staffId)
    if (one === undefined) return fail('staff-missing')
    if (one.role === 'owner') return fail('staff-owner-fixed')
    const unassigned = conversations.release(db, one.staffSeq)
    db.run(sql`delete from staff where seq = ${one.staffSeq}`)
    db.afterCommit(() => {
      announcer.announce('staff.changed', {})
      removed(staffId)
    })
    return ok({ unassigned })
  })
}
