import type { SimulatorDrive } from './drive.ts'
import { fileDrives } from './drives-file.ts'
import { goodsDrives } from './drives-goods.ts'
import { numberDrives, phoneDrives } from './drives-number.ts'
import { templateDrives } from './drives-template.ts'

/** Every management call, in an order in which each finds what it needs. */
export const simulatorDrives: readonly SimulatorDrive[] = [
  ...phoneDrives,
  ...templateDrives,
  ...goodsDrives,
  ...fileDrives,
  ...numberDrives,
]

/** Calls that the simulator can't answer well, and why. */
export const notDriven: Readonly<Record<string, string>> = {
  'template.migrate': 'the played portfolio has one account; its refusal is held against the shape of errors',
  'media.read-upload': 'asked only after a line that broke in the middle; media.test.ts of the simulator holds it',
}
