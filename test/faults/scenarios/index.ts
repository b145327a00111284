import type { Scenario } from '../rig/scenario.ts'
import { clockMoved, sleep } from './clock.ts'
import { contract } from './contract.ts'
import { controls } from './controls.ts'
import { copies } from './copies.ts'
import { damagedPages } from './damaged-pages.ts'
import { diskFull } from './disk-full.ts'
import { erasure } from './erasure.ts'
import { everythingDies } from './everything-dies.ts'
import { freeze } from './freeze.ts'
import { instants } from './instants.ts'
import { deadNetwork, pauseAndStop } from './intervention.ts'
import { keyChange } from './key-change.ts'
import { kills } from './kills.ts'
import { lostLog } from './lost-log.ts'
import { meddling } from './meddling.ts'
import { migrations } from './migrations.ts'
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
  erasure,
  powerLoss,
  failingSync,
  webhookFuzz,
  contract,
  damagedPages,
  keyChange,
  migrations,
  kills,
]
