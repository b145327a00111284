import type { CallOutput } from '../../bridge/index.ts'

export type Overview = CallOutput<'report.overview'>
