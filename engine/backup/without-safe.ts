import { fail, ok } from '#contract/kernel/result.ts'
import type { BackupRoom } from './face.ts'
import { startingList } from './due.ts'

/** The room of a vault that no backup could help: its key goes with this run. */
export function withoutSafe(): BackupRoom {
  const refused = () => fail('keychain-unavailable')
  const settings = { ...startingList.settings, isOn: false }
  const status = { settings, files: [], running: false, nextAt: null, lastProvenAt: null, trouble: null, canOpenElsewhere: false }
  return {
    handlers: {
      'backup.status': () => ok(status),
      'backup.saveSettings': refused,
      'backup.run': refused,
      'backup.prove': refused,
    },
    begin: () => undefined,
    stop: async () => undefined,
    holding: () => ({ files: 0, seconds: 0 }),
    rewriteWithout: async () => ({ rewritten: 0, waiting: [] }),
    practice: () => null,
    newestProven: () => null,
    pathOf: () => null,
    runNow: async () => ok(undefined),
  }
}
