import type { CallInput, CallOutput } from '../../bridge/index.ts'

export type Entry = CallOutput<'audit.list'>['entries'][number]
export type Wanted = CallInput<'audit.list'>
export type Verdict = CallOutput<'audit.verify'>

/** What the fields of the filter hold; empty where everything is wanted, days as YYYY-MM-DD. */
export type Filter = { readonly person: string; readonly act: string; readonly since: string; readonly until: string }
