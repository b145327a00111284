// npm run dist: builds the app and packs it for this system (electron-builder.yml says how).
//   npm run dist            the installers of this system
//   npm run dist -- --dir   only the folder that an installer would unpack
// Where the official Electron cannot be had (SHOPBELL_ELECTRON is the stand-in), only --dir is possible, and the result is for
// looking at: it is never shipped.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectFolder } from './prepare/paths.mjs'

const run = (script: string, parameters: readonly string[]): number =>
  spawnSync(process.execPath, [join(projectFolder, script), ...parameters], { cwd: projectFolder, stdio: 'inherit' }).status ?? 1

const standInFolder = (): string | undefined => process.env['ELECTRON_OVERRIDE_DIST_PATH']

const packParameters = (given: readonly string[]): readonly string[] => {
  const folder = standInFolder()
  const common = ['--config', 'electron-builder.yml', '--publish', 'never', ...given]
  if (folder === undefined) return common
  const versionFile = join(folder, 'version')
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : ''
  return [...common, `-c.electronDist=${folder}`, `-c.electronVersion=${version}`]
}

const given = process.argv.slice(2)
if (standInFolder() !== undefined && !given.includes('--dir')) {
  console.error(
    `The official Electron is not here (${dirname(process.env['SHOPBELL_ELECTRON'] ?? '')} is a stand-in): only --dir is possible.`,
  )
  process.exit(1)
}
const built = run('build/scripts/build.ts', [])
process.exitCode = built === 0 ? run('node_modules/electron-builder/cli.js', packParameters(given)) : built
