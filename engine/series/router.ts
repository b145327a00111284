import type { Handlers } from '../kernel/index.ts'
import type { SeriesDeps } from './deps.ts'
import { approveSeries, getSeries, listSeries, nextTimes, pauseSeries, removeSeries, resumeSeries, saveOne } from './service.ts'

/** Binds calls to use cases. */
export const seriesHandlers = (deps: SeriesDeps): Handlers => ({
  'series.list': () => listSeries(deps),
  'series.get': ({ seriesId }) => getSeries(deps, seriesId),
  'series.save': (input, { person }) => saveOne(deps, input, person),
  'series.approve': (input, { person }) => approveSeries(deps, input, person),
  'series.pause': ({ seriesId }) => pauseSeries(deps, seriesId),
  'series.resume': ({ seriesId }) => resumeSeries(deps, seriesId),
  'series.remove': ({ seriesId }) => removeSeries(deps, seriesId),
  'series.nextTimes': (input) => nextTimes(deps, input),
})
