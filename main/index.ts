// The shell's start-up order. Everything that must hold before the app is ready stands before the wait.
import { join } from 'node:path'
import { app } from 'electron'
import { openLog } from './diagnostics/index.ts'
import { findHostileSwitches, lockAllContents, registerAppScheme } from './security/index.ts'
import { startShell } from './start-shell.ts'

const hostile = findHostileSwitches(
  (name) => app.commandLine.hasSwitch(name),
  (name) => app.commandLine.getSwitchValue(name),
)

// Tests drive the unpacked app through switches that the packaged one refuses.
if (app.isPackaged && hostile.length > 0) {
  console.error(`Shopbell does not start with: ${hostile.join(', ')}`)
  app.exit(1)
} else if (!app.requestSingleInstanceLock()) {
  // Another window of this app is open; it was told and comes to the front.
  app.quit()
} else {
  const log = openLog(join(app.getPath('userData'), 'logs'))
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
  // As root, in tests, Chromium runs only without its sandbox; asking for both ends every process it starts.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  registerAppScheme()
  lockAllContents(app, (what) => log.warn('refused', { what }))
  process.on('uncaughtException', (error) => log.error('bug', error))
  process.on('unhandledRejection', (reason) => log.error('bug', reason))
  // Not awaited at the top: Electron is not ready before this module has ended.
  app
    .whenReady()
    .then(() => startShell(app, log))
    .catch((error: unknown) => {
      log.error('not-started', error)
      log.close()
      app.exit(1)
    })
}
