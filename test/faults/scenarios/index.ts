import type { Scenario } from '../rig/scenario.ts'
import { clockMoved, sleep } from './clock.ts'
import { contract } from './contract.ts'
import { controls } from './controls.ts'
import { diskFull } from './disk-full.ts'
import { everythingDies } from './everything-dies.ts'
import { instants } from './instants.ts'
import { deadNetwork, pauseAndStop, twoEngines, wrongToken } from './intervention.ts'
import { kills } from './kills.ts'
import { failingSync, powerLoss } from './power-loss.ts'
import { transport } from './transport.ts'
import { webhookFuzz } from './webhook-fuzz.ts'

/** Every scenario, in the order in which they run. */
export const scenarios: readonly Scenario[] = [
  controls,
  transport,
  deadNetwork,
  wrongToken,
  pauseAndStop,
  twoEngines,
  diskFull,
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
