// The engine on standard input and output, for scripts and for people: npm run engine -- --vault DIR
import { createInterface } from 'node:readline'
import { readArguments, usage, type Arguments } from './boot-arguments.ts'
import { createEngine, systemSurroundings } from './engine.ts'
import { allowedEnvironment, forgetEnvironment, refuseCoreFiles, startedWeakened } from './hardening.ts'
import { createRedactor, openLog } from './log-output.ts'
import { endWith } from './process-end.ts'
import { jsonLinesChannel } from './transports/json-lines.ts'
import { verdictLine, verifyLog } from './verify-log.ts'

async function run(given: Extract<Arguments, { kind: 'run' }>): Promise<void> {
  const redactor = createRedactor()
  const logger = openLog({ file: given.boot.logFile, toStandardError: given.logToStandardError, redactor })
  const engine = createEngine(given.boot, systemSurroundings(given.boot, { logger, hide: redactor.hide }), given.caller)
  const end = endWith({ engine, logger, flush: () => new Promise((resolve) => process.stdout.write('', () => resolve())) })
  const { channel, ended } = jsonLinesChannel(process.stdin, process.stdout)
  channel.onClose(end)
  const serving = engine.serve(channel, { inOrder: !given.atOnce })
  await ended
  await serving.idle()
  if (!given.exitOnEnd) await engine.sendingEnded()
  end()
}

/** The passphrase is the first line of standard input, where no keychain is used. */
async function firstLine(): Promise<string | null> {
  for await (const line of createInterface({ input: process.stdin })) return line === '' ? null : line
  return null
}

async function checkLog({ boot }: Extract<Arguments, { kind: 'verify-log' }>): Promise<void> {
  const redactor = createRedactor()
  const logger = openLog({ file: boot.logFile, toStandardError: false, redactor })
  const surroundings = systemSurroundings(boot, { logger, hide: redactor.hide })
  const { line, exitCode } = verdictLine(await verifyLog(boot, surroundings, boot.keychain ? null : await firstLine()))
  // A thread that waits for a keychain would hold the process up.
  process.stdout.write(`${line}\n`, () => process.exit(exitCode))
}

/** Starts again with only the variables that are kept: Node has read the others already, and some weaken its connections. */
function startAgain(): void {
  if (typeof process.execve === 'function' && process.platform !== 'win32') {
    process.execve(process.execPath, [process.execPath, ...process.execArgv, ...process.argv.slice(1)], allowedEnvironment(process.env))
  }
  process.stderr.write('Start the engine without NODE_OPTIONS and NODE_EXTRA_CA_CERTS: they can weaken its connections.\n')
  process.exitCode = 2
}

const given = readArguments(process.argv.slice(2), process.env)
if (given.kind === 'help') {
  process.stdout.write(usage)
} else if (given.kind === 'refused') {
  process.stderr.write(`${given.problem}\n\n${usage}`)
  process.exitCode = 2
} else if (startedWeakened(process.env)) {
  startAgain()
} else {
  forgetEnvironment(process.env)
  refuseCoreFiles()
  process.umask(0o077)
  await (given.kind === 'verify-log' ? checkLog(given) : run(given))
}
