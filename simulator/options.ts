import { parseArgs } from 'node:util'
import { faultSettings, requestFaults, webhookFaults } from './behaviour/fault-table.ts'
import { type FaultSpec, parseFaultSpec } from './behaviour/faults.ts'
import type { Tempo } from './behaviour/tempo.ts'
import { type ScenarioName, scenarioNames } from './scenarios/index.ts'

/** Everything that can be chosen at the start. */
export type SimulatorOptions = {
  readonly port: number
  readonly seed: number
  readonly scenario: ScenarioName
  readonly people: number
  readonly ledgerFile: string | null
  readonly faults: FaultSpec
  readonly tempo: Tempo
  readonly webhooks: boolean
  readonly webhookBatch: number
  readonly webhookVersion: number
  readonly callback: string | null
  readonly refusals: 'answer' | 'status'
  readonly customersOut: string | null
  readonly stateFile: string | null
  readonly token: string | null
  readonly appSecret: string | null
  readonly requiresProof: boolean
  readonly clockStartMs: number | null
  readonly quietShop: boolean
}

/** What the command line asks for. */
export type CommandLine =
  | { readonly help: true }
  | { readonly help: false; readonly options: SimulatorOptions; readonly isWithParent: boolean }

const texts = {
  port: ['0', 'N', 'port on 127.0.0.1; 0 takes a free one'],
  seed: ['42', 'N', 'same seed, same people, same behaviour, same faults'],
  scenario: ['spring-tea', 'NAME', `the played world: ${scenarioNames.join(', ')}`],
  people: ['1000', 'N', 'customers of scenario plain (+886900000000 and up)'],
  ledger: ['', 'FILE', 'append every request to the messages edge as a JSON line'],
  faults: ['', 'SPEC', 'faults from the start, as name=share (0.1), name=count (3x) or setting=number, with commas between'],
  tempo: ['demo', 'WORD', 'how fast people act: instant, demo or real'],
  webhooks: ['on', 'WORD', 'on or off'],
  'webhook-batch': ['40', 'N', 'most events in one webhook'],
  'webhook-version': ['25', 'N', 'Graph version of the webhooks: up to 23 statuses tell conversations'],
  callback: ['', 'URL', 'send webhooks there from the start, without a subscription by API'],
  refusals: ['status', 'WORD', 'how 131026, 131049 and 131050 show: as a failed status, or as an error answer'],
  'customers-out': ['', 'FILE', 'write the customer list of the scenario there (CSV), and past orders beside it'],
  state: ['', 'FILE', 'keep windows, stopped promotions, templates and the told story over restarts'],
  token: ['', 'TEXT', 'access token to expect (made from the seed if not given)'],
  'app-secret': ['', 'TEXT', 'secret that signs webhooks (made from the seed if not given)'],
  clock: ['', 'ISO', 'time that the simulator believes it is at its start'],
} as const

const switches = {
  'require-proof': 'refuse calls without appsecret_proof',
  'quiet-shop': 'ask the demo shop to leave its automations off',
  'with-parent': 'also end when standard input closes',
  help: 'show this page',
} as const

/** Options of a quiet simulator for tests; give what differs. */
export function defaultOptions(changes: Partial<SimulatorOptions> = {}): SimulatorOptions {
  const parsed = readCommandLine([])
  if (parsed.help) throw new Error('an empty command line never asks for help')
  return { ...parsed.options, scenario: 'plain', tempo: 'instant', ...changes }
}

/** Reads the command line. Throws RangeError or TypeError with a plain text when a value can't be used. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const options = {
    ...Object.fromEntries(Object.entries(texts).map(([name, [initial]]) => [name, { type: 'string' as const, default: initial }])),
    ...Object.fromEntries(Object.keys(switches).map((name) => [name, { type: 'boolean' as const, default: false }])),
  }
  const { values } = parseArgs({ args: [...args], options, allowPositionals: false })
  if (values['help'] === true) return { help: true }
  const text = (name: keyof typeof texts): string => String(values[name])
  return {
    help: false,
    isWithParent: values['with-parent'] === true,
    options: {
      port: readNumber('port', text('port'), [0, 65_535]),
      seed: readNumber('seed', text('seed'), [0, 999_999]),
      scenario: readWord('scenario', text('scenario'), scenarioNames),
      people: readNumber('people', text('people'), [0, 1_000_000]),
      ledgerFile: text('ledger') || null,
      faults: parseFaultSpec(text('faults')),
      tempo: readWord('tempo', text('tempo'), ['instant', 'demo', 'real']),
      webhooks: readWord('webhooks', text('webhooks'), ['on', 'off']) === 'on',
      webhookBatch: readNumber('webhook-batch', text('webhook-batch'), [1, 1_000]),
      webhookVersion: readNumber('webhook-version', text('webhook-version'), [19, 99]),
      callback: text('callback') || null,
      refusals: readWord('refusals', text('refusals'), ['answer', 'status']),
      customersOut: text('customers-out') || null,
      stateFile: text('state') || null,
      token: text('token') || null,
      appSecret: text('app-secret') || null,
      requiresProof: values['require-proof'] === true,
      quietShop: values['quiet-shop'] === true,
      clockStartMs: text('clock') === '' ? null : readTime(text('clock')),
    },
  }
}

/** The help page: every option, fault, setting and control call. */
export function helpText(): string {
  // A name that is too long for its column gets a row of its own.
  const line = (name: string, does: string): string => `  ${name.length < 34 ? name.padEnd(34) : `${name}\n${' '.repeat(36)}`}${does}`
  const optionLines = Object.entries(texts).map(([name, [initial, kind, does]]) =>
    line(`--${name} ${kind}`, initial === '' ? does : `${does} (${initial})`),
  )
  return [
    'Shopbell simulator: a Cloud API that is not Meta, on this computer only. Nothing is really sent.',
    '',
    'Options',
    ...optionLines,
    ...Object.entries(switches).map(([name, does]) => line(`--${name}`, does)),
    '',
    'Faults of requests (one per request at most)',
    ...Object.entries(requestFaults).map(([name, { does }]) => line(name, does)),
    '',
    'Faults of webhooks',
    ...Object.entries(webhookFaults).map(([name, does]) => line(name, does)),
    '',
    'Settings',
    ...Object.entries(faultSettings).map(([name, { does, initial }]) => line(name, `${does} (${initial})`)),
    '',
    'Control calls while it runs (no token; bodies are JSON)',
    ...controlCalls.map(([name, does]) => line(name, does)),
    '',
    'When ready it prints one line of JSON: url, token, appSecret, ids, customersFile, ordersFile.',
  ].join('\n')
}

const controlCalls: readonly (readonly [string, string])[] = [
  ['GET|POST|DELETE /simulator/faults', 'show, set {"name":0.1}, clear'],
  ['POST /simulator/clock', '{"advanceMs":3600000} steps time forward and runs what falls due'],
  [
    'POST /simulator/say',
    '{"from":"+886…","text":"…","productRetailerId"?,"button"?:{"payload","text"},"answers"?:wamid,"message"?,"writtenAgoMs"?}',
  ],
  ['POST /simulator/stop-promotions', '{"from":"+886…","value"?:"stop"|"resume"}'],
  ['POST /simulator/template-status', '{"name","language","status"?,"category"?}'],
  ['POST /simulator/webhook', '{"field","value"} sends any webhook, signed'],
  ['GET /simulator/events', 'everything else that can be caused, with the body of each call:'],
  ['POST /simulator/events/NAME', 'people, files, templates, account, phone, huge posts'],
  ['POST /simulator/number|account|token|…', 'changes the state of number, account, token, payment, catalog, clock'],
  ['POST /simulator/people/WHO/change-number', '{"to":"+886…"}; also change-user-id, change-identity, username, preference'],
  ['POST /simulator/reset-token', '{"token"?} gives a new valid token; /revoke-token kills the present one'],
  ['GET /simulator/ledger?after=N', 'lines after that number, at most limit=1000'],
  ['GET /simulator/state', 'counters, clock, faults, webhooks'],
  ['GET /simulator/people', 'who lives in the scenario'],
]

function readNumber(name: string, text: string, range: readonly [number, number]): number {
  const value = text === '' ? Number.NaN : Number(text)
  if (!Number.isInteger(value) || value < range[0] || value > range[1]) {
    throw new RangeError(`--${name} takes a whole number from ${range[0]} to ${range[1]}, not "${text}"`)
  }
  return value
}

function readWord<Word extends string>(name: string, text: string, words: readonly Word[]): Word {
  const word = words.find((one) => one === text)
  if (word === undefined) throw new RangeError(`--${name} takes ${words.join(', ')}, not "${text}"`)
  return word
}

function readTime(text: string): number {
  const timeMs = Date.parse(text)
  if (Number.isNaN(timeMs)) throw new RangeError(`--clock takes a time like 2026-11-22T10:00:00+08:00, not "${text}"`)
  return timeMs
}
