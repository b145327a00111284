import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from '../../../engine/store/index.ts'
import type { SimulatorProcess } from '../../support/simulator-process.ts'
import { openRooms } from '../rooms.ts'
import { fillChats } from '../search-vault.ts'

/** How many chats and messages the shop has. */
export type ShopSize = { readonly chats: number; readonly messages: number }

/**
 * Makes a shop below the app's own data that has so many chats, or takes the one that an earlier run left there. Each message
 * stands in its own place in time, so that the messages of one chat lie far apart on the disk, as they do in a shop of years.
 */
export async function makeShopWithChats(dataFolder: string, size: ShopSize, simulator: Pick<SimulatorProcess, 'facts'>): Promise<void> {
  const shop = join(dataFolder, 'vaults', 'shop')
  if (existsSync(join(shop, 'vault.json'))) return
  const rooms = await openRooms(simulator, { folder: dataFolder })
  const { store } = rooms.vault
  const now = Date.now()
  // The index of words is no part of what an open chat reads; npm run bench -- --only search measures it.
  fillChats(store, { ...size, withoutWords: true }, now)
  store.write((db) =>
    db.run(sql`
      insert into conversation (customer_seq, unread, last_text, last_at, last_direction, last_inbound_at, waiting_since)
      select customer_seq, 0, content ->> '$.text', max(at), direction, max(at) - 60000, null from message group by customer_seq`),
  )
  store.checkpoint()
  await rooms.stop()
  mkdirSync(join(dataFolder, 'vaults'), { recursive: true, mode: 0o700 })
  renameSync(join(dataFolder, 'vault'), shop)
}
