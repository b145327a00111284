import type { CallInput, CallOutput } from '../../bridge/index.ts'

export type Profile = CallOutput<'profile.save'>
export type Hours = CallOutput<'profile.saveHours'>['hours']
export type Link = CallOutput<'profile.saveLink'>
export type Changes = CallInput<'profile.save'>
