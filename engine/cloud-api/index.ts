export type { Messenger, SendOutcome } from './outcome.ts'
