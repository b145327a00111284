import type { ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { TimestampMs } from '#contract/kernel/values.ts'
import { newId, type CallContext, type Handlers } from '../kernel/index.ts'
import { createContext, note, placeOf, type SessionContext } from './context.ts'
import type { SessionDeps } from './deps.ts'
import type { Session, Settings, Status } from './face.ts'
import { givePassword, passwordRefusal, resetWithRecoveryCode, setOwnPassword } from './own-password.ts'
import { accessOf, isLockOn, keepPassword, numbersOf, personOf } from './queries.ts'
import { callsOf } from './rules.ts'
import type { DeskRoom, SeatPlace } from './seat.ts'
import { beginTotp, confirmTotp, endTotp } from './second-step.ts'
import { keepSettings, readSettings } from './settings.ts'
import { knownById, knownByName, prove, signIn } from './sign-in.ts'

/** One sign-in after the other: two at once could both use the last free try. */
function createLine() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
}

/** Makes the room and seats everybody anew: nobody is signed in to a vault that was just opened. */
export function createSession(deps: SessionDeps): Session {
  const context = createContext(deps)
  const { desk, staff, vault } = deps
  const { read } = vault.store
  const inLine = createLine()
  let waitUntil: number | null = null
  const settings = (): Settings => ({ ...readSettings(read), opensWithKeychain: deps.doors?.keys?.opensWithKeychain() ?? true })
  const statusAt = (place: SeatPlace): Status =>
    statusOf(context, place, { settings: settings(), waitUntil: waitUntil !== null && waitUntil > deps.clock.now() ? waitUntil : null })
  const lookAtWait = async (): Promise<void> => {
    const leftMs = await context.tries.remainingMs()
    waitUntil = leftMs > 0 ? Math.ceil(deps.clock.now() + leftMs) : null
  }
  const room: DeskRoom = {
    isLockOn: () => isLockOn(read),
    settings: () => readSettings(read),
    person: (sitting) => personOf(read, sitting),
    numbersOf: (customerId) => numbersOf(read, customerId),
    numberIn: (text) => deps.numberIn?.(text),
    status: statusAt,
    seatsChanged: () => deps.onMayLeave?.(),
    lockFell: (person) =>
      note(context, 'session.lock', {
        known: person === undefined ? undefined : knownById(context, person.staffId),
        result: ok(undefined),
      }),
  }
  desk.meet(room)
  void lookAtWait()
  staff.meetAccess({
    of: (db, staffSeq) => {
      const access = accessOf(db, staffSeq)
      const lastSignInAt = access?.lastSignInAt ?? null
      return {
        hasPassword: (access?.password ?? null) !== null,
        hasTotp: (access?.totpSecret ?? null) !== null,
        lastSignInAt: lastSignInAt === null ? null : TimestampMs.parse(lastSignInAt),
      }
    },
    changed: (colleague) => void deps.doors?.keys?.rename(colleague).then(() => desk.refresh()),
    removed: (staffId) => {
      deps.doors?.keys?.remove(staffId)
      desk.refresh()
    },
  })
  /** Does one thing at the seat of a call and answers what holds then; wrong tries may have made everybody wait. */
  const atSeat = (caller: CallContext, work: (place: SeatPlace) => Promise<Result<void>>): Promise<Result<Status>> =>
    inLine(async () => {
      const place = placeOf(context, caller)
      if (!place.ok) return place
      const done = await work(place.value)
      await lookAtWait()
      if (!done.ok) desk.refresh()
      return done.ok ? ok(statusAt(place.value)) : done
    })
  return {
    handlers: {
      ...handlersOf(context, atSeat),
      'session.status': async (_input, caller) => {
        await lookAtWait()
        const place = placeOf(context, caller)
        return place.ok ? ok(statusAt(place.value)) : place
      },
    },
    mayLeave: () => !isLockOn(read) || readSettings(read).sendsWhileLocked || desk.isSomebodyHere(),
    admit: (seat, given) =>
      inLine(async () => {
        const place = placeOf(context, { seat })
        return place.ok ? signIn(context, place.value, { known: knownByName(context, given.name), given }) : place
      }),
    stop() {
      desk.meet(null)
    },
  }
}

type AtSeat = (caller: CallContext, work: (place: SeatPlace) => Promise<Result<void>>) => Promise<Result<Status>>

const handlersOf = (context: SessionContext, atSeat: AtSeat): Handlers => ({
  'session.signIn': ({ staffId, ...given }, caller) =>
    atSeat(caller, (place) => signIn(context, place, { known: knownById(context, staffId), given })),
  'session.resetWithRecoveryCode': (input, caller) => atSeat(caller, () => resetWithRecoveryCode(context, input, caller)),
  'session.lock': (_input, caller) =>
    atSeat(caller, async (place) => {
      place.lock('locked')
      return ok(undefined)
    }),
  'session.touch': (_input, caller) => {
    const place = placeOf(context, caller)
    if (place.ok) place.value.touch()
    return ok({})
  },
  'session.prove': (input, caller) => atSeat(caller, (place) => prove(context, place, input)),
  'session.setPassword': (input, caller) => atSeat(caller, () => setOwnPassword(context, input, caller)),
  'session.beginTotp': (_input, caller) => beginTotp(context, caller),
  'session.confirmTotp': (input, caller) => confirmTotp(context, input, caller),
  'session.endTotp': (input, caller) => atSeat(caller, async () => endTotp(context, input, caller)),
  'session.saveSettings': (input, caller) => atSeat(caller, () => saveSettings(context, input)),
  'staff.setPassword': (input, caller) => setPasswordOf(context, input, caller),
})

/** Errors: as `PersonKeys.setOpensWithKeychain`. */
async function saveSettings({ deps }: SessionContext, input: ParsedInput<'session.saveSettings'>): Promise<Result<void>> {
  const { vault, clock, doors, desk, staff, onMayLeave } = deps
  if (input.opensWithKeychain !== undefined) {
    const owner = staff.owner(vault.store.read)
    const kept = (await doors?.keys?.setOpensWithKeychain(input.opensWithKeychain, owner?.staffId ?? '')) ?? fail('keychain-unavailable')
    if (!kept.ok) return kept
  }
  const changes = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  vault.store.write((db) => keepSettings(db, { ...readSettings(db), ...changes }, clock.now()))
  desk.refresh()
  onMayLeave?.()
  return ok(undefined)
}

/** Errors: staff-missing, staff-owner-fixed (the owner chooses an own one), password-owner-first, password-short, password-common. */
async function setPasswordOf(context: SessionContext, { staffId, password }: ParsedInput<'staff.setPassword'>, caller: CallContext) {
  const { vault, clock, random, staff, doors, desk, announcer } = context.deps
  const { read } = vault.store
  const colleague = staff.find(read, staffId)
  if (colleague === undefined) return fail('staff-missing')
  if (colleague.role === 'owner') return fail('staff-owner-fixed')
  if (!isLockOn(read)) return fail('password-owner-first')
  const refusal = password === null ? null : passwordRefusal(context, password)
  if (refusal !== null) return refusal
  if (password === null) {
    doors?.keys?.remove(staffId)
    vault.store.write((db) => {
      keepPassword(db, {
        staffSeq: colleague.staffSeq,
        accessId: newId('acc', random, clock.now()),
        password: null,
        mustChange: false,
        at: clock.now(),
      })
      db.afterCommit(() => announcer.announce('staff.changed', {}))
    })
    desk.refresh()
  } else {
    await context.tries.succeeded(staffId)
    await givePassword(context, { colleague, password, mustChange: true })
  }
  const member = staff.member(read, staffId, caller)
  return member === undefined ? fail('staff-missing') : ok(member)
}

type Around = { readonly settings: Settings; readonly waitUntil: number | null }

function statusOf({ deps }: SessionContext, place: SeatPlace, { settings, waitUntil }: Around): Status {
  const { read } = deps.vault.store
  const isOn = isLockOn(read)
  const person = isOn ? place.person() : undefined
  const people = peopleOf(deps)
  const isLocked = isOn && person === undefined
  return {
    state: isLocked ? 'locked' : isOn ? 'signed-in' : 'open',
    me: people.find(({ staffId }) => staffId === person?.staffId) ?? null,
    people,
    waitUntil: timeOrNone(waitUntil),
    mustChangePassword: person?.mustChange ?? false,
    provenUntil: timeOrNone(place.provenUntil()),
    mayCall: isLocked ? [] : callsOf(place.role()),
    settings,
  }
}

const timeOrNone = (at: number | null): Status['waitUntil'] => (at === null ? null : TimestampMs.parse(at))

function peopleOf({ staff, vault }: SessionContext['deps']): Status['people'] {
  const { read } = vault.store
  return staff.everybody(read).map(({ staffSeq, staffId, name, role }) => {
    const access = accessOf(read, staffSeq)
    return { staffId, name, role, hasPassword: (access?.password ?? null) !== null, hasTotp: (access?.totpSecret ?? null) !== null }
  })
}
