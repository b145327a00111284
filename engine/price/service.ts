import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Announcer, Clock, Handlers } from '../kernel/index.ts'
import type { OpenVault, ReadHandle } from '../store/index.ts'
import { allMarkets, isUnitedStates, marketOf, marketOfUserId, OTHER_MARKET } from './markets.ts'
import { importPrices } from './import/import-prices.ts'
import { importedRules, ownRules, saveOwnRule, serviceDelivered } from './queries.ts'
import { shippedRules } from './rates-2026-10-01.ts'
import { priceHandlers } from './router.ts'
import {
  allRules,
  dayIn,
  FREE_SERVICE,
  monthStart,
  priceFacts,
  ruleInForce,
  rulesInForce,
  rulesToCome,
  type PriceCategory,
  type PriceFacts,
  type PriceRule,
} from './rules.ts'

export type PriceDeps = { readonly vault: OpenVault; readonly clock: Clock; readonly announcer: Announcer }

/** What messages cost, by dated rules; amounts in millionths. */
export type PriceRoom = {
  readonly handlers: Handlers
  /**
   * The currency in which costs are added up: that of the latest price that the shop set or took from a rate file, else US
   * dollars. Rules in another one can't be added.
   */
  readonly currency: string
  /** The market of a number in E.164 form. */
  marketOf(phone: string): string
  /** The market of a person by number, else by Meta's user id. */
  marketOfPerson(person: { readonly phone: string | null; readonly userId: string | null }): string
  /** Whether Meta delivers no promotions to the number. */
  isUnitedStates(phone: string): boolean
  /** The rule in force for a market and category at a moment; undefined where no price is known. */
  rule(db: ReadHandle, market: string, category: PriceCategory, at: number): PriceRule | undefined
  /** Replies that Meta delivers without charge this month, and how many are used; null before there was an allowance. */
  freeService(db: ReadHandle, at: number): { readonly perMonth: number; readonly used: number } | null
  /** How old the prices in force are, and where the newest came from. */
  facts(): PriceFacts
}

/** Makes the room; it runs nothing by itself. */
export function createPrice(deps: PriceDeps): PriceRoom {
  const { vault, clock } = deps
  const { read } = vault.store
  const { timeZone } = vault.shop
  const rules = (db: ReadHandle) => allRules({ own: ownRules(db), imported: importedRules(db), shipped: shippedRules })
  const freeService = (db: ReadHandle, at: number) =>
    dayIn(timeZone, at) < FREE_SERVICE.validFrom
      ? null
      : { perMonth: FREE_SERVICE.perMonth, used: serviceDelivered(db, monthStart(timeZone, at)) }
  return {
    handlers: priceHandlers({
      list() {
        const free = freeService(read, clock.now())
        const [known, today] = [rules(read), dayIn(timeZone, clock.now())]
        return ok({
          rules: rulesInForce(known, today),
          coming: rulesToCome(known, today),
          freeServicePerMonth: free?.perMonth ?? 0,
          freeServiceUsed: free?.used ?? 0,
        })
      },
      save: (input) => savePrice(deps, input),
      import: (input) => importPrices(deps, input),
    }),
    get currency() {
      const today = dayIn(timeZone, clock.now())
      const chosen = [...ownRules(read), ...importedRules(read)].toSorted((one, other) => other.validFrom.localeCompare(one.validFrom))
      // A price list for the next quarter must not change what the costs of this one are counted in.
      return (chosen.find((rule) => rule.validFrom <= today) ?? chosen[0])?.currency ?? 'USD'
    },
    marketOf,
    marketOfPerson: ({ phone, userId }) => (phone !== null ? marketOf(phone) : userId === null ? OTHER_MARKET : marketOfUserId(userId)),
    isUnitedStates,
    rule: (db, ...[market, category, at]) => ruleInForce(rules(db), { market, category, day: dayIn(timeZone, at) }),
    freeService,
    facts: () => priceFacts(rulesInForce(rules(read), dayIn(timeZone, clock.now())), marketOfUserId(vault.shop.country)),
  }
}

function savePrice({ vault, announcer }: PriceDeps, input: ParsedInput<'price.save'>): Result<CallOutput<'price.save'>> {
  if (!allMarkets.includes(input.market)) return fail('price-unknown', { market: input.market })
  if (input.priceMicros < 0) return fail('input-refused', { path: 'priceMicros' })
  const rule: PriceRule = { ...input, source: vault.shop.name, isSample: false, isOwn: true, importedAt: null }
  vault.store.write((db) => saveOwnRule(db, rule))
  announcer.announce('price.changed', {})
  return ok(rule)
}
