import type { Scenario } from '../rig/scenario.ts'
import { contract } from './contract.ts'
import { controls } from './controls.ts'
import { diskFull } from './disk-full.ts'
import { deadNetwork, pauseAndStop, twoEngines, wrongToken } from './intervention.ts'
import { kills } from './kills.ts'
import { transport } from './transport.ts'
import { webhookFuzz } from './webhook-fuzz.ts'

/** Every scenario, in the order in which they run. */
export const scenarios: readonly Scenario[] = [
  controls,
  ...transport,
  deadNetwork,
  wrongToken,
  pauseAndStop,
  twoEngines,
  diskFull,
  webhookFuzz,
  contract,
  kills,
]
