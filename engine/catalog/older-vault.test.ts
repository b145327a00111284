import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openOldStore } from '../../test/support/old-store.ts'
import { tempFolder } from '../../test/support/temp-folder.ts'
import { tempVault } from '../../test/support/temp-vault.ts'
import { createAnnouncer, manualClock, silentLogger } from '../kernel/index.ts'
import { openStore, sql } from '../store/index.ts'
import { createCatalog } from './index.ts'

it('products and pictures of a vault from before drafts are still there', () => {
  const temp = tempFolder()
  onTestFinished(() => temp.remove())
  const file = join(temp.folder, 'vault.db')
  const key = 'd4'.repeat(32)
  const old = openOldStore(file, key, 110)
  old.write((db) => {
    const picture = new Uint8Array([137, 80, 78, 71])
    db.run(sql`
      insert into product values ('A', '1', '凍頂烏龍', 'Good', 'NT$480', 'TWD', 'in stock', 'https://pictures.example/a.png',
        ${picture}, 'image/png', 'approved', 1000), ('B', '2', 'Red', '', '', null, 'unknown', null, null, null, 'staging', 1000)`)
    db.run(sql`insert into setting (name, value, changed_at) values ('catalog.synced', '{"catalogId":"77","at":1000}', 1000)`)
  })
  old.close()
  const opened = tempVault()
  const store = openStore({ file, key })
  onTestFinished(() => {
    store.close()
    opened.remove()
  })
  const catalog = createCatalog({
    vault: { ...opened, store },
    clock: manualClock(),
    logger: silentLogger,
    announcer: createAnnouncer(),
    api: () => null,
    catalogId: () => null,
  })
  expect(catalog.find(store.read, 'A')).toMatchObject({
    name: '凍頂烏龍',
    price: 'NT$480',
    thumbnail: 'data:image/png;base64,iVBORw==',
    problems: [],
  })
  const context = { role: 'owner', person: 'owner', signal: new AbortController().signal } as const
  const list = (only: 'all' | 'sendable') =>
    catalog.handlers['catalog.list']?.({ search: '', inStockOnly: false, only, limit: 200 }, context)
  expect(list('all')).toMatchObject({ value: { catalogId: '77', catalogName: null, counts: { all: 2 }, syncedAt: 1000 } })
  expect(list('sendable')).toMatchObject({ value: { products: [{ retailerId: 'A' }] } })
  expect(catalog.handlers['catalog.product']?.({ retailerId: 'A' }, context)).toMatchObject({ value: { fields: { priceMinor: 48_000 } } })
})
