// npm start: prepares the machine, builds the app and opens it. Without a display: the same app on a virtual one, with the guided tour.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createShutdown, stopOnSignals } from './prepare/background.mjs'
import { hasDisplay } from './prepare/display.mjs'
import { prepareAll } from './prepare/index.mjs'
import { projectFolder } from './prepare/paths.mjs'
import { createReporter } from './prepare/report.mjs'
import { runStage } from './run-stage.mjs'

const TOUR = 'test/tour/tour.ts'

/**
 * Opens the built app and waits until the person closes it.
 * @param {import('./prepare/index.mjs').Prepared} prepared
 */
const openApp = ({ env }) => {
  // Chromium refuses to start as root with its sandbox; everybody else keeps it.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return runStage(env['SHOPBELL_ELECTRON'] ?? '', [projectFolder, ...asRoot, ...process.argv.slice(2)], { cwd: projectFolder, env })
}

/**
 * @param {import('./prepare/report.mjs').Reporter} reporter
 * @param {import('./prepare/index.mjs').Prepared} prepared
 */
const openOrTour = async (reporter, prepared) => {
  if (hasDisplay()) {
    reporter.say('Opening Shopbell. Close its window to end this command.')
    return openApp(prepared)
  }
  if (!existsSync(join(projectFolder, TOUR))) {
    reporter.say(`There is no display here, and the guided tour (${TOUR}) is missing from this copy.`)
    return 1
  }
  reporter.say('There is no display here, so Shopbell opens on a virtual one and walks through its guided tour.')
  return runStage(prepared.node, [TOUR], { cwd: projectFolder, env: prepared.env })
}

/**
 * @param {import('./prepare/report.mjs').Reporter} reporter
 * @param {{ add: (stop: () => Promise<void> | void) => void }} shutdown
 */
const prepareAndOpen = async (reporter, shutdown) => {
  const startedAt = Date.now()
  reporter.say('Preparing')
  const prepared = await prepareAll(reporter, shutdown, { throwAwayKeyring: false })
  if (prepared === undefined) return 1
  reporter.say(`Prepared in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
  if (prepared.noApp !== undefined) {
    reporter.say(`Shopbell cannot be opened here: ${prepared.noApp}.`)
    return 1
  }
  const built = await runStage(prepared.node, ['build/scripts/build.ts'], { cwd: projectFolder, env: prepared.env })
  return built === 0 ? openOrTour(reporter, prepared) : built
}

const shutdown = createShutdown()
stopOnSignals(shutdown)
try {
  process.exitCode = await prepareAndOpen(createReporter(process.stdout), shutdown)
} finally {
  await shutdown.run()
}
