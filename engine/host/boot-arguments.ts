import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Role } from '#contract/ipc/define.ts'
import { EngineBoot } from '#contract/kernel/engine-boot.ts'
import type { Caller } from './router.ts'

/** What the command line asked for, or why it can't be understood. */
export type Arguments =
  | {
      readonly kind: 'run'
      readonly boot: EngineBoot
      /** In whose name and with whose rights every call is made. */
      readonly caller: Caller
      readonly exitOnEnd: boolean
      readonly atOnce: boolean
      readonly logToStandardError: boolean
    }
  | { readonly kind: 'verify-log'; readonly boot: EngineBoot }
  | { readonly kind: 'help' }
  | { readonly kind: 'refused'; readonly problem: string }

export const usage = `Usage: npm run engine -- --vault DIR [options]

  --vault DIR          folder of the vault; made by vault.create when it is not there
  --graph-url URL      where the Cloud API is to be found, e.g. the simulator's address
  --webhook-port N     port of the receiver for Meta's events on this computer
  --no-keychain        do not use the system's keychain; vault.create and vault.open then need a passphrase
  --role ROLE          rights of every call: viewer, staff, manager or owner (default)
  --person NAME        whom the history names, e.g. as who approved a broadcast; "owner" by default
  --exit-on-end        when the input ends, do not wait for running broadcasts; they go on at the next start
  --at-once            begin each call when its line comes; without it, a call begins when the one before is answered
  --check-outputs      check the engine's own answers against the contract as well
  --verify-log         check the log of acts, print the verdict as one line, and end: 0 whole, 1 not whole, 2 can't be opened
  --log FILE           write a log (codes and counts, never names, numbers or texts)
  --log-to-stderr      write that log to standard error
  --help               show this

Reads one JSON object a line from standard input and writes one a line to standard output; docs/COMMAND_LINE.md has a whole broadcast.
`

const options = {
  vault: { type: 'string' },
  'graph-url': { type: 'string' },
  'webhook-port': { type: 'string' },
  'no-keychain': { type: 'boolean', default: false },
  role: { type: 'string', default: 'owner' },
  person: { type: 'string', default: 'owner' },
  'exit-on-end': { type: 'boolean', default: false },
  'at-once': { type: 'boolean', default: false },
  'check-outputs': { type: 'boolean', default: false },
  'verify-log': { type: 'boolean', default: false },
  log: { type: 'string' },
  'log-to-stderr': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

const LONGEST_NAME = 80

// Paths belong to the folder the person is in: npm moves to the project's folder and keeps the other here.
const pathFrom = (path: string, environment: NodeJS.ProcessEnv): string => resolve(environment['INIT_CWD'] ?? process.cwd(), path)

type Values = ReturnType<typeof parse>
const parse = (given: readonly string[]) => parseArgs({ args: [...given], options, strict: true, allowPositionals: false }).values

function readBoot(values: Values, environment: NodeJS.ProcessEnv) {
  return EngineBoot.safeParse({
    vault: pathFrom(values.vault ?? '', environment),
    keychain: !values['no-keychain'],
    checkOutputs: values['check-outputs'],
    ...(values['graph-url'] === undefined ? {} : { graphUrl: values['graph-url'] }),
    ...(values['webhook-port'] === undefined ? {} : { webhookPort: Number(values['webhook-port']) }),
    ...(values.log === undefined ? {} : { logFile: pathFrom(values.log, environment) }),
  })
}

function understand(values: Values, environment: NodeJS.ProcessEnv): Arguments {
  if (values.help) return { kind: 'help' }
  if (values.vault === undefined) return { kind: 'refused', problem: 'Say which folder: --vault DIR' }
  const role = Role.safeParse(values.role)
  if (!role.success) return { kind: 'refused', problem: `There is no such role; there are: ${Role.options.join(', ')}` }
  const person = values.person.trim()
  if (person === '' || person.length > LONGEST_NAME) return { kind: 'refused', problem: 'Say who it is: --person NAME' }
  const boot = readBoot(values, environment)
  if (!boot.success) return { kind: 'refused', problem: `This value is not understood: ${boot.error.issues[0]?.path.join('.') ?? ''}` }
  if (values['verify-log']) return { kind: 'verify-log', boot: boot.data }
  return {
    kind: 'run',
    boot: boot.data,
    caller: { role: role.data, person },
    exitOnEnd: values['exit-on-end'],
    atOnce: values['at-once'],
    logToStandardError: values['log-to-stderr'],
  }
}

/** Reads the arguments of a person or a script. */
export function readArguments(given: readonly string[], environment: NodeJS.ProcessEnv): Arguments {
  try {
    return understand(parse(given), environment)
  } catch (error) {
    // parseArgs says in plain words which option it does not know.
    return { kind: 'refused', problem: error instanceof Error ? error.message : 'unreadable arguments' }
  }
}
