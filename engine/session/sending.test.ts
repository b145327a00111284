import { expect, it } from 'vitest'
import type { Result } from '#contract/kernel/result.ts'
import { CHEAP } from '../../test/support/engine-seats.ts'
import { tempVault } from '../../test/support/temp-vault.ts'
import { createAnnouncer, manualClock, secureRandom } from '../kernel/index.ts'
import { createStaff } from '../staff/index.ts'
import { createTries, noKeychain } from '../vault/index.ts'
import { createDesk } from './desk.ts'
import type { SessionNote } from './face.ts'
import { createSession } from './service.ts'

const OWNER_PASSWORD = 'six wet umbrellas at noon'

/** The room alone, with one seat. */
function aRoom() {
  const vault = tempVault()
  const clock = manualClock()
  const announcer = createAnnouncer()
  const desk = createDesk({ clock, process: { role: 'owner', person: 'owner' } })
  const staff = createStaff({ vault, clock, random: secureRandom, announcer })
  const notes: SessionNote[] = []
  let told = 0
  const tries = createTries({ folder: vault.folder, keychain: noKeychain, clock, account: () => null })
  tries.meet(vault.store)
  const session = createSession({
    doors: { keys: null, tries, strength: CHEAP },
    vault,
    clock,
    random: secureRandom,
    announcer,
    staff,
    desk,
    onMayLeave: () => (told += 1),
    audit: { note: (note) => void notes.push(note) },
  })
  const seat = desk.seat()
  const context = () => ({ ...seat.caller(), signal: new AbortController().signal })
  const ownerId = staff.owner(vault.store.read)?.staffId
  return { vault, session, context, notes, ownerId, told: () => told }
}

/** A call of the room at its only seat. */
async function ask(room: ReturnType<typeof aRoom>, name: keyof typeof room.session.handlers, input: object): Promise<Result<unknown>> {
  const handler = room.session.handlers[name] as (input: object, context: object) => Result<unknown> | Promise<Result<unknown>>
  return handler(input, room.context())
}

it('R-07: messages may leave without a lock, while somebody is here, and behind the lock only where the owner lets them', async () => {
  const room = aRoom()
  const { session, notes, told } = room
  const mayLeave = [session.mayLeave()]
  await ask(room, 'session.setPassword', { newPassword: OWNER_PASSWORD })
  await ask(room, 'session.saveSettings', { sendsWhileLocked: false })
  mayLeave.push(session.mayLeave())
  const before = told()
  await ask(room, 'session.lock', {})
  mayLeave.push(session.mayLeave())
  expect(told()).toBeGreaterThan(before)
  await ask(room, 'session.signIn', { staffId: room.ownerId, password: 'not the right words' })
  await ask(room, 'session.signIn', { staffId: room.ownerId, password: OWNER_PASSWORD })
  mayLeave.push(session.mayLeave())
  expect(mayLeave).toEqual([true, true, false, true])
  expect(notes.map(({ act, outcome, code }) => [act, outcome, code])).toEqual([
    ['session.setPassword', 'done', null],
    ['session.lock', 'done', null],
    ['session.signIn', 'refused', 'sign-in-wrong'],
    ['session.signIn', 'done', null],
  ])
  session.stop()
  room.vault.remove()
})
