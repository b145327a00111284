import type { CallOutput } from '../../bridge/index.ts'

/** The connection as last known; null when there is none. */
export type Status = NonNullable<CallOutput<'connection.status'>>
/** The wizard's progress as the engine keeps it. */
export type Setup = NonNullable<CallOutput<'connection.setup'>>
/** A number that the key can reach. */
export type NumberChoice = Setup['numbers'][number]
/** One check as it last ended. */
export type Check = CallOutput<'connection.checks'>['checks'][number]
/** Which of the nine. */
export type CheckName = Check['name']
/** Everything of the number page. */
export type Health = CallOutput<'connection.health'>
/** Something that the owner should know before it hurts. */
export type Notice = Status['notices'][number]
/** The live test as it stands. */
export type LiveTest = NonNullable<CallOutput<'connection.liveTest'>>
