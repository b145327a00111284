import type { CallInput, CallOutput } from '../../../bridge/index.ts'

export type Order = CallOutput<'order.get'>
export type OrderAct = CallInput<'order.act'>['act']
export type ActKind = OrderAct['kind']
export type Telling = CallInput<'order.act'>['telling']
export type OrderProposal = CallOutput<'order.propose'>

/** Acts that are done by one press while the reply window is open; the others ask for something first. */
export const atOnce: Partial<Record<ActKind, OrderAct>> = {
  accept: { kind: 'accept' },
  ready: { kind: 'ready' },
  done: { kind: 'done' },
}
