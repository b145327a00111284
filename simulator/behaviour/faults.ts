import {
  type FaultSetting,
  type RequestFault,
  type WebhookFault,
  faultSettings,
  isFaultSetting,
  isRequestFault,
  isWebhookFault,
  requestFaults,
} from './fault-table.ts'
import { createNumberRow } from './random.ts'

/** How often a fault strikes: a share of the cases, or the next so many. */
export type FaultRate = { readonly kind: 'share'; readonly share: number } | { readonly kind: 'next'; readonly left: number }

/** What is switched on now, as it is shown and set: 0.1 is a share, "3x" the next three, settings are plain numbers. */
export type FaultSpec = Readonly<Record<string, number | string>>

/** The kind of request that a fault may strike. */
export type RequestOccasion = { readonly kind: 'send' | 'read'; readonly isReusedSocket: boolean }

/** Switches for everything that can go wrong; seeded, so that the same order of requests meets the same faults. */
export class FaultBoard {
  readonly #requestRates = new Map<RequestFault, FaultRate>()
  readonly #webhookRates = new Map<WebhookFault, FaultRate>()
  readonly #settings = new Map<FaultSetting, number>()
  readonly #nextRequestNumber: () => number
  readonly #nextWebhookNumber: () => number

  constructor(seed: number) {
    this.#nextRequestNumber = createNumberRow(seed, 'request')
    this.#nextWebhookNumber = createNumberRow(seed, 'webhook')
  }

  /** Sets the named switches and leaves the others. Throws RangeError with a plain text on an unknown name or value; then nothing is changed. */
  set(spec: FaultSpec): void {
    const steps = Object.entries(spec).map(([name, value]) => this.#plan(name, value))
    for (const step of steps) step()
  }

  /** Switches every fault off and puts settings back to their first values. */
  clear(): void {
    this.#requestRates.clear()
    this.#webhookRates.clear()
    this.#settings.clear()
  }

  /** The switches that differ from quiet. */
  current(): FaultSpec {
    const rates = [...this.#requestRates, ...this.#webhookRates].map(([name, rate]) => [name, writeRate(rate)] as const)
    return Object.fromEntries([...rates, ...this.#settings])
  }

  /** Value of one setting. */
  setting(name: FaultSetting): number {
    return this.#settings.get(name) ?? faultSettings[name].initial
  }

  /** Decides whether this request meets a fault; uses up one number of the row, and one of a count. */
  strikeRequest(occasion: RequestOccasion): RequestFault | null {
    if (this.#requestRates.size === 0) return null
    if (occasion.kind === 'read' && this.setting('onReads') === 0) return null
    const fits = (fault: RequestFault): boolean =>
      (occasion.kind === 'send' || !requestFaults[fault].accepts) && (fault !== 'dropReusedAfterAccept' || occasion.isReusedSocket)
    return draw(this.#requestRates, fits, this.#nextRequestNumber())
  }

  /** Decides whether one event meets a webhook fault. */
  strikeWebhook(): WebhookFault | null {
    if (this.#webhookRates.size === 0) return null
    return draw(this.#webhookRates, () => true, this.#nextWebhookNumber())
  }

  #plan(name: string, value: number | string): () => void {
    if (isFaultSetting(name)) {
      const amount = readAmount(name, value)
      return () => this.#settings.set(name, amount)
    }
    const rate = readRate(name, value)
    if (isRequestFault(name)) return () => put(this.#requestRates, name, rate)
    if (isWebhookFault(name)) return () => put(this.#webhookRates, name, rate)
    throw new RangeError(`unknown fault "${name}"; --help lists them all`)
  }
}

/** Reads "dropAfterAccept=0.1,error500=3x,slowMs=200". Throws RangeError when a part is no pair; values are checked by the board. */
export function parseFaultSpec(text: string): FaultSpec {
  const pairs = text.split(',').filter((part) => part.trim() !== '')
  return Object.fromEntries(
    pairs.map((part) => {
      const [name, value, ...rest] = part.split('=')
      if (name === undefined || value === undefined || rest.length > 0) throw new RangeError(`"${part}" is not name=value`)
      return [name.trim(), value.trim()] as const
    }),
  )
}

function draw<Name extends string>(rates: Map<Name, FaultRate>, fits: (name: Name) => boolean, number: number): Name | null {
  for (const [name, rate] of rates) {
    if (rate.kind !== 'next' || !fits(name)) continue
    put(rates, name, { kind: 'next', left: rate.left - 1 })
    return name
  }
  // One number decides among all shares, so that 0.05 + 0.05 strikes one request in ten.
  let upTo = 0
  for (const [name, rate] of rates) {
    if (rate.kind !== 'share' || !fits(name)) continue
    upTo += rate.share
    if (number < upTo) return name
  }
  return null
}

function put<Name>(rates: Map<Name, FaultRate>, name: Name, rate: FaultRate): void {
  const isOff = rate.kind === 'share' ? rate.share === 0 : rate.left === 0
  if (isOff) rates.delete(name)
  else rates.set(name, rate)
}

function readRate(name: string, value: number | string): FaultRate {
  const count = /^(\d+)x$/.exec(String(value))
  if (count !== null) return { kind: 'next', left: Number(count[1]) }
  const share = value === '' ? Number.NaN : Number(value)
  if (!(share >= 0 && share <= 1)) throw new RangeError(`${name} takes a share from 0 to 1, or a count like 3x, not "${value}"`)
  return { kind: 'share', share }
}

function readAmount(name: string, value: number | string): number {
  const amount = value === '' ? Number.NaN : Number(value)
  if (!Number.isInteger(amount) || amount < 0) throw new RangeError(`${name} takes a whole number from 0, not "${value}"`)
  return amount
}

function writeRate(rate: FaultRate): number | string {
  return rate.kind === 'share' ? rate.share : `${rate.left}x`
}
