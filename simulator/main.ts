import { writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { announce, watchForEnd } from './lifecycle.ts'
import { type CommandLine, helpText, readCommandLine } from './options.ts'
import { startSimulator, type RunningSimulator } from './simulator.ts'

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
  const ordersFile = customersFile === null ? null : writeOrders(simulator, join(dirname(customersFile), 'orders.csv'))
  announce({ ready: true, ...simulator.facts, customersFile, ordersFile, quietShop: options.quietShop })
}

/** Past orders lie beside the list of customers; null where the scenario has none. */
function writeOrders(simulator: RunningSimulator, file: string): string | null {
  const orders = simulator.ordersCsv(Date.now())
  if (orders === null) return null
  writeFileSync(file, orders, { mode: 0o600 })
  return file
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
