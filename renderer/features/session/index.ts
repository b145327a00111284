export { PeoplePage } from './people-page.tsx'
export { SessionGate } from './session-gate.tsx'
export { useLock } from './use-lock.ts'
export { WhoIsHere } from './who-is-here.tsx'
