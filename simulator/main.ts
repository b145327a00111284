import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { announce, watchForEnd } from './lifecycle.ts'
import { type CommandLine, helpText, readCommandLine } from './options.ts'
import { startSimulator } from './simulator.ts'

/** A command line that can't be used. */
const EXIT_USAGE = 2

async function run(commandLine: CommandLine & { readonly help: false }): Promise<void> {
  const { options } = commandLine
  const simulator = await startSimulator(options)
  const customersFile = options.customersOut === null ? null : resolve(options.customersOut)
  if (customersFile !== null) writeFileSync(customersFile, simulator.customersCsv(), { mode: 0o600 })
  watchForEnd(
    () => {
      void simulator.stop().then(() => process.exit(0))
    },
    { watchInput: commandLine.isWithParent },
  )
  announce({ ready: true, ...simulator.facts, customersFile })
}

function main(): void {
  try {
    const commandLine = readCommandLine(process.argv.slice(2))
    if (commandLine.help) process.stdout.write(`${helpText()}\n`)
    else run(commandLine).catch(fail)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nSee --help.\n`)
    process.exitCode = EXIT_USAGE
  }
}

function fail(error: unknown): void {
  process.stderr.write(`The simulator could not start: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

main()
