// Bundles the engine's command line and the simulator for tests:  node build/scripts/bundle-engine.ts FOLDER
import { join } from 'node:path'
import { build } from 'vite'
import { commandLineTarget, simulatorTarget } from './build-targets.ts'
import { projectFolder } from './prepare/paths.mjs'

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('Say where it goes: node build/scripts/bundle-engine.ts FOLDER')
  process.exitCode = 2
} else {
  process.env['NODE_ENV'] = 'production'
  await build(commandLineTarget(projectFolder, folder).config)
  await build(simulatorTarget(projectFolder, join(folder, 'simulator')).config)
}
