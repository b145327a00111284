import type { CallOutput } from '../../../../bridge/index.ts'
import type { PeopleFilter } from '../people-filter.ts'

export type ReportData = CallOutput<'broadcast.report'>
/** Opens the people behind a number. */
export type See = (filter: Partial<PeopleFilter>) => void
