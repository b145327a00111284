import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Announcer, Clock } from '../../kernel/index.ts'
import type { OpenVault } from '../../store/index.ts'
import { allMarkets } from '../markets.ts'
import { importedRules, ownRules, saveImportedRules } from '../queries.ts'
import { shippedRules } from '../rates-2026-10-01.ts'
import { allRules, ruleInForce, SERVICE_FROM, type PriceRule } from '../rules.ts'
import { readTextFile } from './read-file.ts'
import { readRates, type Rate } from './read-rates.ts'

type Deps = { readonly vault: OpenVault; readonly clock: Clock; readonly announcer: Announcer }
type Output = CallOutput<'price.import'>

/**
 * Reads a rate file as prices from a day on, and keeps them unless it is a dry run; prices of an earlier day stay for what
 * was sent by then. Errors: those of reading a text file, file-no-columns, and input-refused for a file with prices in
 * several currencies, which could not be added up, and for one without any price.
 */
export async function importPrices({ vault, clock, announcer }: Deps, input: ParsedInput<'price.import'>): Promise<Result<Output>> {
  const file = await readTextFile(input.file)
  if (!file.ok) return file
  const read = readRates(file.value.text, input.currency)
  if (!read.ok) return read
  const { unknownMarkets, refused, passedOver } = read.value
  const rates = withService(read.value.rates, input.validFrom)
  const currencies = [...new Set(rates.map((rate) => rate.currency))].toSorted()
  const isUsable = rates.length > 0 && currencies.length === 1
  if (!input.dryRun && !isUsable) return fail('input-refused', { path: 'file', prices: rates.length, currencies: currencies.join(' ') })
  const db = vault.store.read
  const own = ownRules(db)
  const now = allRules({ own, imported: importedRules(db), shipped: shippedRules })
  const rules: PriceRule[] = rates.map((rate) => ({
    ...rate,
    validFrom: input.validFrom,
    source: file.value.fileName,
    isSample: false,
    isOwn: false,
    importedAt: clock.now() as NonNullable<PriceRule['importedAt']>,
  }))
  if (!input.dryRun) {
    vault.store.write((write) => saveImportedRules(write, rules))
    announcer.announce('price.changed', {})
  }
  return ok({
    fileName: file.value.fileName,
    validFrom: input.validFrom,
    currencies,
    prices: rates.map((rate) => compared(rate, { before: now, own, day: input.validFrom })),
    unknownMarkets: [...unknownMarkets],
    refused: [...refused],
    passedOver,
    withoutPrice: withoutPrice([...rules, ...now], input.validFrom),
    isSaved: !input.dryRun,
  })
}

/** A file without a column for replies says what they cost all the same: as much as notices. @source reference part 11, model */
function withService(rates: readonly Rate[], validFrom: string): Rate[] {
  if (validFrom < SERVICE_FROM) return rates.filter((rate) => rate.category !== 'service')
  const told = new Set(rates.filter((rate) => rate.category === 'service').map((rate) => rate.market))
  const derived = rates.filter((rate) => rate.category === 'utility' && !told.has(rate.market))
  return [...rates, ...derived.map((rate) => ({ ...rate, category: 'service' as const }))]
}

function compared(
  rate: Rate,
  known: { readonly before: readonly PriceRule[]; readonly own: readonly PriceRule[]; readonly day: string },
): Output['prices'][number] {
  const before = ruleInForce(known.before, { ...rate, day: known.day })
  const isSame = (rule: PriceRule) => rule.market === rate.market && rule.category === rate.category && rule.validFrom === known.day
  return {
    ...rate,
    before: before === undefined ? null : { currency: before.currency, priceMicros: before.priceMicros, isSample: before.isSample },
    isOverruled: known.own.some(isSame),
  }
}

const withoutPrice = (rules: readonly PriceRule[], day: string): string[] =>
  allMarkets.filter((market) => ruleInForce(rules, { market, category: 'marketing', day }) === undefined)
