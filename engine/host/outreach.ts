import { createBroadcast } from '../broadcast/index.ts'
import { createCoupon } from '../coupon/index.ts'
import { createRaffle } from '../raffle/index.ts'
import { createReport } from '../report/index.ts'
import { createSeries } from '../series/index.ts'
import type { Chats } from './chats.ts'
import type { Endings } from './endings.ts'
import type { Ground } from './ground.ts'
import type { RoomDeps } from './room-deps.ts'

/** What goes out to many, and what came of it. */
export function makeOutreach(deps: RoomDeps, { ground, chats }: { readonly ground: Ground; readonly chats: Chats }, endings: Endings) {
  const { connection, ledger, customer, group, template, catalog, price } = ground
  const { vault, clock, random, logger, announcer } = deps
  const { inbox, order } = chats
  const common = { vault, clock, random, logger, announcer }
  const coupon = createCoupon({ vault, clock, random, announcer, order })
  const broadcast = createBroadcast({
    ...common,
    ledger,
    customer,
    group,
    template,
    catalog,
    price,
    coupon,
    inbox,
    link: () => connection.link(),
    marketingEndpoint: () => connection.marketingEndpoint(),
    forbidden: (template) => connection.forbidden(template),
  })
  const series = createSeries({ ...common, template, broadcast })
  endings.add(() => broadcast.stop())
  endings.add(async () => series.stop())
  const raffle = createRaffle({ vault, clock, random, announcer, customer, inbox, drafts: broadcast.handlers })
  const report = createReport({ ...common, price, broadcasts: broadcast.reports, onNumber: (listener) => connection.onNumber(listener) })
  return { coupon, broadcast, series, raffle, report }
}
