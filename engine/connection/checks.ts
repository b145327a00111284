import type { z } from 'zod'
import type { Check, CheckName } from '#contract/ipc/connection-shapes.ts'
import type { AppError, Result } from '#contract/kernel/result.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import type { CloudApi } from '../cloud-api/index.ts'
import { CLOCK_TOLERANCE_MS, toNumberFacts } from './rules.ts'

type CheckResult = z.infer<typeof Check>

/** What the checks look at besides the client. */
export type Checked = {
  readonly api: CloudApi
  readonly catalogId: string | null
  readonly receiving: {
    readonly way: 'local' | 'callback' | 'none'
    readonly hasAppSecret: boolean
    readonly ensure: () => Promise<Result<void>>
  }
  readonly now: () => number
}

/** Runs every check; each says ok, failed or skipped with a code, and none stops the others. */
export async function runChecks(checked: Checked): Promise<CheckResult[]> {
  const number = await checked.api.number.read()
  const make = (name: z.infer<typeof CheckName>, outcome: Outcome): CheckResult => ({
    name,
    checkedAt: checked.now() as TimestampMs,
    ...outcome,
  })
  const key = fromResult(number)
  if (!number.ok) {
    const skipped: Outcome = { state: 'skipped', code: number.error.code, params: number.error.params ?? {} }
    const others = (['number', 'templates', 'catalog', 'receiving'] as const).map((name) => make(name, skipped))
    return [make('key', key), ...others, make('clock', checkClock(checked.api))]
  }
  const facts = toNumberFacts(number.value)
  const isConnected = ['CONNECTED', 'UNKNOWN', 'FLAGGED'].includes(facts.status)
  return [
    make('key', key),
    make('number', isConnected ? okOutcome : { state: 'failed', code: 'meta-refused', params: { status: facts.status } }),
    make('templates', fromResult(await checked.api.templates.probe())),
    make('catalog', await checkCatalog(checked)),
    make('receiving', await checkReceiving(checked)),
    make('clock', checkClock(checked.api)),
  ]
}

type Outcome = Pick<CheckResult, 'state' | 'code' | 'params'>

const okOutcome: Outcome = { state: 'ok', code: null, params: {} }
const failed = (error: AppError): Outcome => ({ state: 'failed', code: error.code, params: error.params ?? {} })
const fromResult = (result: Result<unknown>): Outcome => (result.ok ? okOutcome : failed(result.error))

async function checkCatalog({ api, catalogId }: Checked): Promise<Outcome> {
  const catalogs = await api.catalog.linked()
  if (!catalogs.ok) return failed(catalogs.error)
  if (catalogId !== null && !catalogs.value.some((catalog) => catalog.id === catalogId))
    return { state: 'failed', code: 'catalog-missing', params: { catalogId } }
  return catalogs.value.length === 0 ? { state: 'skipped', code: 'catalog-missing', params: {} } : okOutcome
}

async function checkReceiving({ receiving }: Checked): Promise<Outcome> {
  if (receiving.way === 'none') return { state: 'skipped', code: 'receiver-unverified', params: {} }
  if (!receiving.hasAppSecret) return { state: 'failed', code: 'app-secret-missing', params: {} }
  return fromResult(await receiving.ensure())
}

function checkClock(api: CloudApi): Outcome {
  const offsetMs = api.clockOffsetMs()
  if (offsetMs === null) return { state: 'skipped', code: 'network-unreachable', params: {} }
  return Math.abs(offsetMs) <= CLOCK_TOLERANCE_MS
    ? okOutcome
    : { state: 'failed', code: 'clock-off', params: { seconds: Math.round(offsetMs / 1000) } }
}
