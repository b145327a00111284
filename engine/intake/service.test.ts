import { createHmac } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Pool } from 'undici'
import { tempStore } from '../../test/support/temp-store.ts'
import { manualClock, silentLogger, systemClock } from '../kernel/index.ts'
import { sql, type OpenVault, type Store } from '../store/index.ts'
import { createIntake, type Intake, type IntakeDeps } from './index.ts'
import { envelope, messagesChange, NUMBER_ID, statusEvent, textEvent, textMessage } from './fixtures/events.ts'

const SECRET = 'app-secret'
const sign = (body: string | Buffer, secret = SECRET) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

let temp: ReturnType<typeof tempStore>
let intake: Intake
let url: string
let told: string[]
let handshakes: number
const pools: Pool[] = []

const nothing = () => undefined
const vaultOf = (store: Store) => ({ store }) as OpenVault

function make(more: Partial<IntakeDeps> = {}): Intake {
  return createIntake({
    vault: vaultOf(temp.store),
    clock: systemClock,
    logger: silentLogger,
    receiving: () => ({ verifyToken: 'vt', appSecrets: [SECRET], phoneNumberId: NUMBER_ID }),
    onHandshake: () => void (handshakes += 1),
    onEvent: () => undefined,
    sinks: {
      inbound: (_db, event) => void told.push(`inbound ${event.wamid}`),
      status: (_db, event) => void told.push(`${event.status} ${event.wamid}`),
      preference: (_db, event) => void told.push(`preference ${event.value}`),
      templateStatus: (_db, event) => void told.push(`template ${event.kind}`),
      account: (_db, event) => void told.push(`account ${event.event}`),
      phone: (_db, event) => void told.push(`${event.origin} ${event.direction} ${event.wamid}`),
      change: (_db, event) => void told.push(`${event.change.kind} ${event.originalWamid}`),
      identity: (_db, event) => void told.push(`identity ${event.how}`),
      known: nothing,
      book: (_db, event) => void told.push(`book ${event.action}`),
    },
    ...more,
  })
}

async function begin(more: Partial<IntakeDeps> = {}): Promise<void> {
  intake = make(more)
  const begun = await intake.begin()
  if (!begun.ok) throw new Error('the receiver did not open')
  url = begun.value.url
}

beforeEach(() => {
  temp = tempStore()
  told = []
  handshakes = 0
})
afterEach(async () => {
  await intake.stop()
  for (const pool of pools.splice(0)) await pool.destroy()
  temp.remove()
})

async function post(body: string | Buffer, headers: Record<string, string> = { 'x-hub-signature-256': sign(body) }): Promise<number> {
  const response = await fetch(url, { method: 'POST', body: typeof body === 'string' ? body : new Uint8Array(body), headers })
  return response.status
}

/** Resolves once everything kept was read. */
async function settled(): Promise<void> {
  while (intake.backlog() > 0) await new Promise((resolve) => setImmediate(resolve))
}

const rows = () =>
  temp.store.read.all<{ state: string; hasBody: number }>(sql`select state, body is not null as hasBody from raw_event order by seq`)

describe('the receiver', () => {
  it('answers the handshake with the bare challenge, only to who knows the word', async () => {
    await begin()
    const right = await fetch(`${url}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=vt`)
    expect([right.status, await right.text()]).toEqual([200, '1158201444'])
    for (const query of [
      'hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong',
      'hub.mode=subscribe&hub.challenge=1',
      'hub.challenge=1&hub.verify_token=vt',
      '',
    ]) {
      expect((await fetch(`${url}?${query}`)).status).toBe(403)
    }
    expect(handshakes).toBe(1)
  })

  it('keeps signed events and refuses all others', async () => {
    await begin()
    const body = textEvent('wamid.A', '您好')
    expect(await post(body)).toBe(200)
    expect(await post(body, {})).toBe(401)
    expect(await post(body, { 'x-hub-signature-256': sign(`${body} `) })).toBe(401)
    expect(await post(body, { 'x-hub-signature-256': sign(body, 'another') })).toBe(401)
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(405)
    expect((await fetch(url.replace('/events', '/'))).status).toBe(404)
    await settled()
    expect(told).toEqual(['inbound wamid.A'])
  })

  it('refuses everything while no app secret is known', async () => {
    await begin({ receiving: () => ({ verifyToken: 'vt', appSecrets: [], phoneNumberId: NUMBER_ID }) })
    expect(await post(textEvent('wamid.A', 'x'))).toBe(401)
  })

  it('takes a body of 3 MB in pieces and refuses one above 4 MB, declared or not', async () => {
    await begin()
    const large = textEvent('wamid.A', 'x'.repeat(3 * 1024 * 1024))
    expect(await post(large)).toBe(200)
    const pool = new Pool(new URL(url).origin)
    pools.push(pool)
    async function* pieces(count: number) {
      for (let index = 0; index < count; index += 1) yield Buffer.alloc(64 * 1024, 'x')
    }
    const pieced = await pool
      .request({
        method: 'POST',
        path: '/events',
        body: Readable.from(pieces(2)),
        headers: { 'x-hub-signature-256': sign(Buffer.alloc(128 * 1024, 'x')) },
      })
      .catch(() => null)
    expect(pieced?.statusCode).toBe(200)
    const endless = await pool.request({ method: 'POST', path: '/events', body: Readable.from(pieces(200)) }).catch(() => null)
    expect(endless?.statusCode ?? 413).toBe(413)
    const declared = await pool.request({ method: 'POST', path: '/events', body: Buffer.alloc(5 * 1024 * 1024) }).catch(() => null)
    expect(declared?.statusCode ?? 413).toBe(413)
    await settled()
    expect(rows().map((row) => row.state)).toEqual(['done', 'parked'])
  })

  it('answers "bring it again" when it can not keep', async () => {
    await begin()
    const real = temp.store.write
    temp.store.write = () => {
      throw new Error('disk full')
    }
    expect(await post(textEvent('wamid.A', 'x'))).toBe(503)
    temp.store.write = real
    expect(await post(textEvent('wamid.A', 'x'))).toBe(200)
  })

  it('takes the port of last time again, and another when that is taken', async () => {
    await begin()
    const first = url
    await intake.stop()
    await begin()
    expect(url).toBe(first)
    const second = make()
    const begun = await second.begin()
    expect(begun.ok && begun.value.url !== first).toBe(true)
    await second.stop()
  })
})

describe('reading what was kept', () => {
  it('makes one row and one telling of a hundred copies', async () => {
    await begin()
    const body = textEvent('wamid.A', '您好')
    const statuses = await Promise.all(Array.from({ length: 100 }, () => post(body)))
    expect(new Set(statuses)).toEqual(new Set([200]))
    await settled()
    expect(told).toEqual(['inbound wamid.A'])
    expect(rows()).toEqual([{ state: 'done', hasBody: 0 }])
  })

  it('reads in the order of arrival and drops the bytes of what it understood', async () => {
    await begin()
    for (let index = 0; index < 20; index += 1)
      await post(index % 2 === 0 ? textEvent(`wamid.${index}`, 'x') : statusEvent(`wamid.${index}`, 'delivered'))
    await settled()
    expect(told).toEqual(Array.from({ length: 20 }, (_, index) => `${index % 2 === 0 ? 'inbound' : 'delivered'} wamid.${index}`))
    expect(rows().every((row) => row.state === 'done' && row.hasBody === 0)).toBe(true)
  })

  it('reads together what comes within a moment, since each transaction waits for the disk', async () => {
    const clock = manualClock()
    await begin({ clock })
    await clock.advance(1_000)
    expect(await post(textEvent('wamid.A', 'x'))).toBe(200)
    await clock.advance(20)
    expect(await post(textEvent('wamid.B', 'x'))).toBe(200)
    expect([told, intake.backlog()]).toEqual([[], 2])
    await clock.advance(10)
    expect([told, intake.backlog()]).toEqual([['inbound wamid.A', 'inbound wamid.B'], 0])
  })

  it('keeps the bytes of what it does not know', async () => {
    await begin()
    await post(envelope({ field: 'brand_new', value: { a: 1 } }))
    await settled()
    expect(rows()).toEqual([{ state: 'kept', hasBody: 1 }])
  })

  it('reads at the next opening what a crash left unread', async () => {
    await begin({ sinks: failing(() => true) })
    temp.store.write((db) =>
      db.run(
        sql`insert into raw_event (received_at, body, body_sha256, state) values (1, ${Buffer.from(textEvent('wamid.LEFT', 'x'))}, x'01', 'new')`,
      ),
    )
    await intake.stop()
    await begin()
    await settled()
    expect(told).toEqual(['inbound wamid.LEFT'])
  })

  it('parks a poison event after three tries and goes on with the others; the next opening tries it once more', async () => {
    const tries: string[] = []
    await begin({
      sinks: failing((wamid) => {
        tries.push(wamid)
        return wamid === 'wamid.POISON'
      }),
    })
    await Promise.all(['wamid.1', 'wamid.POISON', 'wamid.2'].map((id) => post(textEvent(id, 'x'))))
    await settled()
    expect(
      rows()
        .map((row) => row.state)
        .sort(),
    ).toEqual(['done', 'done', 'parked'])
    expect(tries.filter((id) => id === 'wamid.POISON').length).toBeGreaterThanOrEqual(3)
    await intake.stop()
    await begin()
    await settled()
    expect(told).toEqual(['inbound wamid.POISON'])
  })

  it('tells what can be told of a poison event, and nothing of the one fact that fails', async () => {
    await begin({
      sinks: {
        ...failing(() => false),
        inbound(db, event) {
          db.run(sql`insert into setting (name, value, changed_at) values (${event.wamid}, '', 0)`)
          if (event.wamid === 'wamid.2') throw new Error('no')
        },
      },
    })
    const messages = ['wamid.1', 'wamid.2', 'wamid.3'].map((id) => textMessage(id, 'x'))
    await post(envelope(messagesChange({ contacts: [], messages })))
    await settled()
    expect(temp.store.read.all(sql`select name from setting where name like 'wamid%' order by name`)).toEqual([
      { name: 'wamid.1' },
      { name: 'wamid.3' },
    ])
    expect(rows()).toEqual([{ state: 'parked', hasBody: 1 }])
  })

  it('forgets after eight days that an event was seen, and after half a year what nobody understood', async () => {
    const clock = manualClock()
    temp.store.write((db) => {
      for (const [age, state] of [
        [9, 'done'],
        [7, 'done'],
        [181, 'kept'],
        [181, 'parked'],
        [179, 'kept'],
      ] as const)
        db.run(
          sql`insert into raw_event (received_at, body, body_sha256, state) values (${clock.now() - age * 86_400_000}, ${Buffer.from('{}')}, ${Buffer.from(`${age}${state}`)}, ${state})`,
        )
    })
    await begin({ clock })
    expect(rows().map((row) => row.state)).toEqual(['done', 'kept'])
  })
})

describe('the events of one person', () => {
  const addMei = () =>
    temp.store.write((db) =>
      db.run(
        sql`insert into customer (customer_id, phone, user_id, created_at, changed_at) values ('cus_0000000001', '+886912345678', 'TW.4x9A7b', 0, 0)`,
      ),
    )

  it('are found wherever the person stands in them, shown without other people, and erased for good', async () => {
    await begin()
    addMei()
    await post(envelope({ field: 'brand_new', value: { who: '886912345678', secret: 'canary-1' } }))
    await post(envelope({ field: 'brand_new', value: { wa_id: '5511987654321', about: 'TW.4x9A7b' } }))
    await post(envelope({ field: 'brand_new', value: { wa_id: '5511987654321' } }))
    await post(textEvent('wamid.A', 'canary-2'))
    await settled()
    const [source] = intake.personalData
    expect(source?.count(temp.store.read, 'cus_0000000001')).toBe(2)
    const { items } = source?.collect(temp.store.read, 'cus_0000000001') ?? { items: [] }
    expect(JSON.stringify(items)).toContain('canary-1')
    expect(JSON.stringify(items)).not.toContain('5511987654321')
    expect(temp.store.write((db) => source?.erase(db, 'cus_0000000001'))).toBe(2)
    const left = temp.store.read
      .all<{ body: Uint8Array | null }>(sql`select body from raw_event`)
      .map(({ body }) => Buffer.from(body ?? []).toString())
    expect(left.join('')).not.toMatch(/canary|886912345678|TW\.4x9A7b/)
    expect(left.join('')).toContain('5511987654321')
  })
})

function failing(isPoison: (wamid: string) => boolean): IntakeDeps['sinks'] {
  return {
    inbound(_db, event) {
      if (isPoison(event.wamid)) throw new Error('poison')
    },
    status: nothing,
    preference: nothing,
    templateStatus: nothing,
    account: nothing,
    phone: nothing,
    change: nothing,
    identity: nothing,
    known: nothing,
    book: nothing,
  }
}
