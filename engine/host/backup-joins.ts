import { createBackup, type BackupRoom } from '../backup/index.ts'
import type { Store } from '../store/index.ts'
import type { RoomDeps } from './room-deps.ts'

// Without these the rows would mean less on another computer: who was erased, which links and codes belong to whom, whose one-time
// codes are right, what the log of acts is chained with. Keys to Meta stay at home.
const SECRETS_OF_ROWS = ['suppression-key', 'integration.reference-key', 'one-time-code-key', 'audit'] as const

/** Backups over all rooms; `forget` carries out in a copy every erasure that happened since. */
export function makeBackups({ vault, doors, clock, random, logger, announcer }: RoomDeps, forget: (store: Store) => unknown): BackupRoom {
  const safe = doors?.safe ?? null
  return createBackup({ vault, safe, clock, random, logger, announcer, secretNames: SECRETS_OF_ROWS, forget })
}
