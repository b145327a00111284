// Prepares everything that opening the app needs, then runs a TypeScript program:  node build/scripts/with-app.mjs ENTRY [ARGUMENT ...]
import { createShutdown, stopOnSignals } from './prepare/background.mjs'
import { prepareAll } from './prepare/index.mjs'
import { projectFolder } from './prepare/paths.mjs'
import { createReporter } from './prepare/report.mjs'
import { runStage } from './run-stage.mjs'

const [entry, ...parameters] = process.argv.slice(2)
const reporter = createReporter(process.stderr)
const shutdown = createShutdown()
stopOnSignals(shutdown)

const prepareAndRun = async () => {
  if (entry === undefined) {
    reporter.say('Say which program to run: node build/scripts/with-app.mjs ENTRY [ARGUMENT ...]')
    return 1
  }
  const prepared = await prepareAll(reporter, shutdown, { throwAwayKeyring: true })
  if (prepared === undefined) return 1
  if (prepared.noApp !== undefined) {
    reporter.say(`The app cannot be opened here: ${prepared.noApp}.`)
    return 1
  }
  return runStage(prepared.node, [entry, ...parameters], { cwd: projectFolder, env: prepared.env })
}

try {
  process.exitCode = await prepareAndRun()
} finally {
  await shutdown.run()
}
