import { z } from 'zod'
import { StaffId, TimestampMs } from '../kernel/values.ts'
import { defineCall, defineEvent, Nothing, Role } from './define.ts'

/** A password as it is typed: no rules of composition, pasting allowed (SECURITY R-05). */
export const Password = z.string().min(1).max(128)
/** A new one: at least 12 signs; the engine also refuses the ones that everybody uses. */
export const NewPassword = z.string().min(12).max(128)
/** Six digits of a code app, or one of the one-time recovery codes. */
export const SecondStep = z.string().min(6).max(40)

export const SessionPerson = z.strictObject({
  staffId: StaffId,
  name: z.string(),
  role: Role,
  /** Whether a password was ever given to them; who has none can't sign in. */
  hasPassword: z.boolean(),
  hasTotp: z.boolean(),
})

/** `open` nobody has a password yet and whoever sits here is the owner; `locked` nobody reads anything; `signed-in`. */
export const SessionState = z.enum(['open', 'locked', 'signed-in'])

export const SessionSettings = z.strictObject({
  /** Minutes without a key or a click until the lock falls; 30 at most. */
  lockAfterMinutes: z.number().int().min(1).max(30),
  /** Broadcasts, automations and notices go on behind the lock. */
  sendsWhileLocked: z.boolean(),
  /** Whether the vault opens at start with the key of the keychain (and stays locked for eyes), or only with a password. */
  opensWithKeychain: z.boolean(),
  /** Staff and viewers get `ShownPhone` with its digits hidden, in every answer and event and inside texts, and can't look for digits. */
  hidesNumbers: z.boolean(),
  /** Export, erasure and keys ask for password or code again when the last proof is older than five minutes. */
  asksAgain: z.boolean(),
})

export const SessionStatus = z.strictObject({
  state: SessionState,
  me: SessionPerson.nullable(),
  /** Who can sign in here; empty while the vault is closed. */
  people: z.array(SessionPerson),
  /** After wrong tries: nobody can sign in before this time. */
  waitUntil: TimestampMs.nullable(),
  /** A password given by somebody else has to be changed first. */
  mustChangePassword: z.boolean(),
  /** Until when acts that ask again need nothing more. */
  provenUntil: TimestampMs.nullable(),
  /** Names of the calls that whoever sits here may make by their role; none behind the lock. Screens leave out what is not among them. */
  mayCall: z.array(z.string()),
  settings: SessionSettings,
})

export const sessionCalls = {
  'session.status': defineCall({
    summary: 'Who is signed in, who could be, and whether the lock is on.',
    role: 'viewer',
    whenLocked: true,
    input: Nothing,
    output: SessionStatus,
  }),
  'session.signIn': defineCall({
    summary:
      'Signs somebody in by password and, where they have one, a code. Five wrong tries, then waits that grow and survive restarts. Errors: sign-in-wrong, sign-in-wait (until), totp-needed.',
    role: 'viewer',
    whenLocked: true,
    input: z.strictObject({ staffId: StaffId, password: Password, code: SecondStep.optional() }),
    output: SessionStatus,
    deadlineMs: 60_000,
  }),
  'session.resetWithRecoveryCode': defineCall({
    summary: "The vault's recovery code lets the owner choose a new password and ends their second step. Counts as a try.",
    role: 'viewer',
    whenLocked: true,
    input: z.strictObject({ recoveryCode: z.string().min(1).max(100), newPassword: NewPassword }),
    output: SessionStatus,
    deadlineMs: 60_000,
  }),
  'session.lock': defineCall({
    summary: 'Locks now. Nothing can be read until somebody signs in; does nothing while nobody has a password.',
    role: 'viewer',
    whenLocked: true,
    input: Nothing,
    output: SessionStatus,
  }),
  'session.touch': defineCall({
    summary: 'Somebody pressed a key or moved the mouse: the time until the lock begins anew.',
    role: 'viewer',
    input: Nothing,
    output: Nothing,
  }),
  'session.prove': defineCall({
    summary: 'Proves again who sits here, for acts that ask: by code where there is a second step, else by password. Counts as a try.',
    role: 'viewer',
    input: z.strictObject({ password: Password.optional(), code: SecondStep.optional() }),
    output: SessionStatus,
    deadlineMs: 60_000,
  }),
  'session.setPassword': defineCall({
    summary:
      'Chooses an own password; the first one of the owner turns the lock on. The current one is asked where there is one. Errors: password-common, sign-in-wrong.',
    role: 'viewer',
    input: z.strictObject({ currentPassword: Password.optional(), newPassword: NewPassword }),
    output: SessionStatus,
    deadlineMs: 60_000,
  }),
  'session.beginTotp': defineCall({
    summary:
      'Begins a second step for who asks: a secret for their code app, as text and as otpauth address. Nothing changes before confirmTotp.',
    role: 'viewer',
    stepUp: true,
    input: Nothing,
    output: z.strictObject({ secret: z.string(), address: z.string() }),
  }),
  'session.confirmTotp': defineCall({
    summary: 'Ends what beginTotp began, with the first code; gives ten one-time recovery codes, shown this once.',
    role: 'viewer',
    audited: true,
    input: z.strictObject({ code: z.string().min(6).max(10) }),
    output: z.strictObject({ recoveryCodes: z.array(z.string()) }),
    deadlineMs: 60_000,
  }),
  'session.endTotp': defineCall({
    summary: 'Takes the second step of who asks away; the owner can name somebody else.',
    role: 'viewer',
    stepUp: true,
    input: z.strictObject({ staffId: StaffId.optional() }),
    output: SessionStatus,
  }),
  'session.saveSettings': defineCall({
    summary: 'Changes when the lock falls, what goes on behind it, what staff see and what is asked again.',
    role: 'owner',
    stepUp: true,
    input: SessionSettings.partial(),
    output: SessionStatus,
  }),
}

export const sessionEvents = {
  'session.changed': defineEvent({
    summary:
      'The lock fell or opened, somebody else signed in, or the rules changed. Told behind the lock too; of the others only vault.changed, broadcast.awake and, without name and text, inbox.arrived.',
    data: SessionStatus,
  }),
}
