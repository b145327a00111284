import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { everyDrive, everyOperation } from './fixtures/every-operation.ts'
import { answer, refusal } from './fixtures/raw-server.ts'
import { openShop, readRequest, type Shop } from './fixtures/shop.ts'

const open: Shop[] = []
afterEach(async () => {
  for (const shop of open.splice(0)) await shop.close()
})

async function shopThat(reply: string) {
  const shop = await openShop(reply)
  open.push(shop)
  return shop
}

const title = ({ fact, about }: (typeof everyDrive)[number]) => (about === undefined ? fact.name : `${fact.name}, ${about}`)
const cases = everyDrive.map((drive) => [title(drive), drive] as const)

describe('each operation', () => {
  it.each(cases)('%s sends what Meta wants and reads what it answers', async (_title, drive) => {
    const text = typeof drive.answer === 'string' ? drive.answer : JSON.stringify(drive.answer)
    const { api, server } = await shopThat(answer(200, text))
    const result = await drive.run(api)
    expect(server.received).toHaveLength(1)
    const seen = readRequest(server.received[0] ?? '')
    const { fields, ...query } = seen.query
    expect(seen).toMatchObject({ method: drive.fact.method, path: `/v25.0${drive.path}` })
    const wanted = drive.query ?? {}
    expect('fields' in wanted ? seen.query : query).toEqual(wanted)
    expect(fields ?? 'none').toMatch(/^[a-z]/)
    expect(seen.body).toEqual(drive.body)
    expect(result).toMatchObject({ ok: true, value: drive.gives })
  })

  it.each(cases)('%s says why Meta refused', async (_title, drive) => {
    const error = { error: { message: '(#100) no', code: 100, error_subcode: 2388299, error_user_msg: 'A field may not stand first.' } }
    const expected = drive.fact.hidesWhy === true ? {} : { detail: 'A field may not stand first.' }
    const { api } = await shopThat(answer(400, JSON.stringify(error)))
    expect(await drive.run(api)).toMatchObject({
      ok: false,
      error: { code: 'meta-refused', params: { metaCode: 100, metaSubcode: 2388299, ...expected } },
    })
  })

  it.each(cases)('%s takes no other shape for an answer', async (_title, drive) => {
    const { api } = await shopThat(answer(200, '"hello"'))
    expect(await drive.run(api)).toMatchObject({ ok: false, error: { code: 'meta-answer-unreadable' } })
  })

  it('has a sample here', () => {
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && entry.name !== 'fixtures' && entry.name !== 'media',
    )
    const names = folders.flatMap((folder) => {
      const files = readdirSync(`${import.meta.dirname}/${folder.name}`).filter((file) => !file.endsWith('.test.ts'))
      return files.flatMap((file) =>
        [...readFileSync(`${import.meta.dirname}/${folder.name}/${file}`, 'utf8').matchAll(/\bname: '([a-z-]+\.[a-z-]+)'/g)].map(
          (match) => match[1],
        ),
      )
    })
    expect(new Set(everyOperation.map(({ name }) => name))).toEqual(new Set(names))
  })
})

describe('the key', () => {
  it('is the app’s own for calls about the app, without the proof of the other', async () => {
    const { api, server } = await shopThat(answer(200, '{"data":[]}'))
    await api.webhooks.appSubscriptions({ appId: '30', appSecret: 'app-secret' })
    await api.number.list()
    const [own, usual] = server.received.map(readRequest)
    expect(own?.headers).toContain('authorization: bearer 30|app-secret')
    expect(own?.hasProof).toBe(false)
    expect(usual?.headers).toContain('authorization: bearer eaatesttoken')
    expect(usual?.hasProof).toBe(true)
  })
})

describe('a block that works for some only', () => {
  it('tells who was taken and who not, though Meta calls it a refusal', async () => {
    const mixed = { block_users: { added_users: [{ wa_id: '886912345678' }], failed_users: [{ input: '+1', errors: [{ code: 139103 }] }] } }
    const { api } = await shopThat(answer(400, JSON.stringify({ ...JSON.parse(refusal(139100)), ...mixed })))
    expect(await api.blocks.add([{ user: '+886912345678' }, { user: '+1555' }])).toMatchObject({ ok: true, value: mixed })
  })

  it('stays a refusal when nothing stands beside it', async () => {
    const { api } = await shopThat(answer(400, refusal(139101)))
    expect(await api.blocks.add([{ user: '+886912345678' }])).toMatchObject({ ok: false, error: { params: { metaCode: 139101 } } })
  })
})

describe('Meta’s words', () => {
  it.each([
    ['its words for people', { error_user_msg: 'For people', error_data: { details: 'details' } }, 'For people'],
    ['else the details', { error_data: { details: 'which field' } }, 'which field'],
    ['details that are a plain text', { error_data: 'odd' }, 'odd'],
    ['else the message', {}, '(#100) no'],
    ['no more than 300 characters', { error_user_msg: '茶'.repeat(400) }, '茶'.repeat(300)],
  ])('are %s', async (_name, more, detail) => {
    const { api } = await shopThat(answer(400, JSON.stringify({ error: { message: '(#100) no', code: 100, ...more } })))
    expect(await api.profile.read()).toMatchObject({ ok: false, error: { params: { detail } } })
  })

  it('stay out where they could repeat a customer’s number or a key', async () => {
    const error = (code: number) => answer(400, JSON.stringify({ error: { message: 'Malformed EAAsecret +886912345678', code } }))
    const refused = await shopThat(error(100))
    const dead = await shopThat(error(190))
    const results = [
      await refused.api.blocks.add([{ user: '+886912345678' }]),
      await refused.api.key.inspect('EAAsecret'),
      await refused.api.history.messages({ message_id: 'wamid.1' }),
      await dead.api.profile.read(),
    ]
    expect(results.map(({ ok }) => ok)).toEqual([false, false, false, false])
    expect(JSON.stringify(results)).not.toMatch(/EAAsecret|886912345678/)
  })

  it('stay out of errors of calls about customers', async () => {
    const error = JSON.stringify({ error: { message: 'Mei is not there', code: 100, error_user_msg: 'Mei is not there' } })
    const { api } = await shopThat(answer(400, error))
    expect(JSON.stringify(await api.markRead('wamid.IN'))).not.toContain('Mei')
  })
})
