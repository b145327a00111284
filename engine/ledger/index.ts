export { createLedger } from './ledger.ts'
export { mostSlotsAt } from './pacing.ts'
export { createQuietWatch } from './zones.ts'
export type { QuietWatch } from './zones.ts'
export type { LedgerRoom } from './ledger.ts'
export type { LedgerDeps } from './context.ts'
export type { LedgerSettings } from './settings.ts'
export type {
  GuardVerdict,
  Ledger,
  NewRun,
  NewSend,
  Purpose,
  RunFacts,
  RunState,
  SendChange,
  SendRow,
  SendState,
  StatusFact,
} from './face.ts'
