// The engine as a process of the app: speaks over the channel to main, and ends when that closes.
import { BootFrame, type EngineBoot } from '#contract/kernel/engine-boot.ts'
import type { Channel } from '#contract/ipc/protocol.ts'
import { readArguments } from './boot-arguments.ts'
import { createEngine, systemSurroundings, type Engine } from './engine.ts'
import { forgetEnvironment, refuseCoreFiles } from './hardening.ts'
import { createRedactor, openLog } from './log-output.ts'
import { endWith } from './process-end.ts'
import { parentProcessChannel } from './transports/child-process.ts'
import { parentPortChannel } from './transports/utility-process.ts'

/** The first message says where the vault is, unless the arguments did; nothing else is listened to before it. */
function firstMessage(channel: Channel): Promise<EngineBoot> {
  return new Promise((resolve) => {
    const forget = channel.onMessage((message) => {
      const boot = BootFrame.safeParse(message)
      if (!boot.success) return
      forget()
      resolve(boot.data.boot)
    })
  })
}

function start(boot: EngineBoot, channel: Channel): Engine {
  const redactor = createRedactor()
  const logger = openLog({ file: boot.logFile, toStandardError: false, redactor })
  const engine = createEngine(boot, systemSurroundings(boot, { logger, hide: redactor.hide }))
  const end = endWith({ engine, logger })
  channel.onClose(end)
  engine.serve(channel)
  logger.info('engine-started')
  return engine
}

forgetEnvironment(process.env)
refuseCoreFiles()
process.umask(0o077)

const channel = parentPortChannel() ?? parentProcessChannel()
const given = readArguments(process.argv.slice(2), process.env)
if (channel === null) {
  process.stderr.write('This is the engine of the app; to use it by hand: npm run engine -- --help\n')
  process.exitCode = 2
} else if (given.kind === 'run') {
  start(given.boot, channel)
} else {
  const closed = channel.onClose(() => process.exit(0))
  void firstMessage(channel).then((boot) => {
    closed()
    start(boot, channel)
  })
}
