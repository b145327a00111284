import type { CallInput, CallOutput } from '../../bridge/index.ts'

export type Place = CallOutput<'consent.places'>['places'][number]
export type AskPlan = CallOutput<'consent.planAsk'>
export type Selection = CallInput<'consent.planAsk'>['selection']
