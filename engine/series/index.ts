export { createSeries } from './create.ts'
export type { SeriesRoom } from './create.ts'
export type { SeriesDeps } from './deps.ts'
