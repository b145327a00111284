import { afterEach, describe, expect, it } from 'vitest'
import { silentLogger, systemClock } from '../kernel/index.ts'
import { createGraphReader } from './client.ts'
import { answer, startRawServer, type RawServer } from './fixtures/raw-server.ts'
import { readRequest } from './fixtures/shop.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function reader(body: string) {
  const server: RawServer = await startRawServer((socket) => socket.write(answer(200, body)))
  const graph = createGraphReader({
    baseUrl: server.url,
    apiVersion: 'v25.0',
    authHeader: 'Authorization',
    token: 'EAAnewkey',
    appSecret: null,
    clock: systemClock,
    logger: silentLogger,
  })
  closing.push(
    () => server.close(),
    () => graph.close(),
  )
  return { graph, server }
}

describe('a key before its number is known', () => {
  it('is inspected by itself, and its assets keep all digits', async () => {
    const { graph, server } = await reader(
      '{"data":{"app_id":30,"is_valid":true,"expires_at":0,"granular_scopes":[{"scope":"whatsapp_business_management","target_ids":[12345678901234567,"10"]},{"scope":"business_management","target_ids":null}]}}',
    )
    expect(await graph.key.inspect('EAAnewkey')).toMatchObject({
      ok: true,
      value: { app_id: '30', granular_scopes: [{ target_ids: ['12345678901234567', '10'] }, { scope: 'business_management' }] },
    })
    const [seen] = server.received.map(readRequest)
    expect(seen).toMatchObject({ path: '/v25.0/debug_token', query: { input_token: 'EAAnewkey' }, hasProof: false })
  })

  it('leads to accounts, numbers and catalogs', async () => {
    const { graph, server } = await reader('{"data":[{"id":"70"}]}')
    expect(await graph.business.accounts('20')).toMatchObject({ ok: true, value: [{ id: '70' }] })
    expect(await graph.numbers('10')).toMatchObject({ ok: true, value: [{ id: '70' }] })
    expect(await graph.linkedCatalogs('10')).toMatchObject({ ok: true, value: [{ id: '70' }] })
    expect(server.received.map((text) => readRequest(text).path)).toEqual([
      '/v25.0/20/owned_whatsapp_business_accounts',
      '/v25.0/10/phone_numbers',
      '/v25.0/10/product_catalogs',
    ])
  })

  it('reads an account', async () => {
    const { graph } = await reader('{"id":"10","currency":"TWD","primary_funding_id":null}')
    expect(await graph.account('10').read()).toEqual({ ok: true, value: { id: '10', currency: 'TWD' } })
  })
})
