import type { Scenario } from '../rig/scenario.ts'
import { clockMoved, sleep } from './clock.ts'
import { contract } from './contract.ts'
import { controls } from './controls.ts'
import { copies } from './copies.ts'
import { diskFull } from './disk-full.ts'
import { everythingDies } from './everything-dies.ts'
import { freeze } from './freeze.ts'
import { instants } from './instants.ts'
import { deadNetwork, pauseAndStop } from './intervention.ts'
import { kills } from './kills.ts'
import { lostLog } from './lost-log.ts'
import { meddling } from './meddling.ts'
import { failingSync, powerLoss } from './power-loss.ts'
import { refusedKey } from './refused-key.ts'
import { storm } from './storm.ts'
import { transport } from './transport.ts'
import { webhookFuzz } from './webhook-fuzz.ts'

/** Every scenario, in the order in which they run. */
export const scenarios: readonly Scenario[] = [
  controls,
  transport,
  deadNetwork,
  refusedKey,
  pauseAndStop,
  meddling,
  diskFull,
  storm,
  freeze,
  copies,
  lostLog,
  clockMoved,
  sleep,
  instants,
  everythingDies,
  powerLoss,
  failingSync,
  webhookFuzz,
  contract,
  kills,
]
