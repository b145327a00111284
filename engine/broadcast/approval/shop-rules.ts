import { BroadcastRules } from '#contract/ipc/broadcast.ts'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import type { ShopRules } from './rules.ts'

/** In force until the owner says otherwise: staff send to a small group by themselves, managers to a larger one, and for more than that the owner is asked. */
const DEFAULTS: ShopRules = {
  staffMostPeople: 50,
  managerMostPeople: 500,
  secondPersonAbovePeople: null,
  monthlyBudgetMicros: null,
  mostOffers: null,
}

const SETTING = 'broadcast.rules'

/** The rules in force, with the defaults filled in. */
export function shopRules(db: ReadHandle): ShopRules {
  const row = db.get<{ value: string }>(sql`select value from setting where name = ${SETTING}`)
  if (row === undefined) return DEFAULTS
  return BroadcastRules.parse({ ...DEFAULTS, ...(JSON.parse(row.value) as Partial<ShopRules>) })
}

/** Keeps the rules in the vault. */
export const saveShopRules = (db: WriteHandle, rules: ShopRules, at: number) =>
  db.run(sql`
    insert into setting (name, value, changed_at) values (${SETTING}, ${JSON.stringify(rules)}, ${at})
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at`)
