import type { Room } from '../kernel/index.ts'
import type { ReportDeps } from './deps.ts'
import { exportReport } from './export.ts'
import { readOverview } from './overview.ts'
import { keepQuality } from './quality.ts'

/** Makes the reports room. It runs nothing by itself; from now on it keeps each change of the number's quality. */
export function createReport(deps: ReportDeps): Room {
  deps.onNumber(({ quality }) => keepQuality({ store: deps.vault.store, clock: deps.clock }, quality))
  return {
    handlers: {
      'report.overview': (input) => readOverview(deps, input),
      'report.export': (input, context) => exportReport(deps, input, context),
    },
  }
}
