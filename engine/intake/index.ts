export { createIntake } from './service.ts'
export { readEvent } from './read-event.ts'
export type { Intake, IntakeDeps } from './service.ts'
export type { Sinks } from './sinks.ts'
export type { AccountNotice, FieldHeard, HistoryPhase } from './heard.ts'
export type { ReceiverSecrets } from './receiver.ts'
export type {
  AccountEvent,
  BookEvent,
  ChangeEvent,
  IdentityEvent,
  InboundEvent,
  KnownEvent,
  MessageBody,
  Person,
  PhoneEvent,
  PreferenceEvent,
  StatusEvent,
  TemplateEvent,
} from './facts.ts'
