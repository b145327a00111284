import { Agent } from 'node:http'
import { describe, expect, it, vi } from 'vitest'
import { patiently } from '../../test/support/patiently.ts'
import { type Caller, type Seen, aTemplate, errorOf, plainNumber, startForTest, wamidOf } from '../testing/harness.ts'

async function strike(caller: Caller, faults: object, agent?: Agent): Promise<Seen> {
  await caller.control('POST', 'faults', faults)
  return caller.send(aTemplate(0), agent === undefined ? {} : { agent })
}

async function countAccepted(caller: Caller): Promise<number> {
  return (await caller.ledger()).filter((line) => line.kind === 'accepted').length
}

/** Sends a message that is taken, and gives up waiting once others who asked later were answered several times. */
async function waitInVain(caller: Caller): Promise<Seen> {
  const waiting = new AbortController()
  const seen = caller.send(aTemplate(0), { signal: waiting.signal })
  await vi.waitFor(async () => expect(await countAccepted(caller)).toBe(1), patiently)
  for (let turn = 0; turn < 20; turn += 1) await caller.ledger()
  waiting.abort()
  return seen
}

describe('a fault that breaks the connection', () => {
  it('resets before accepting', async () => {
    const caller = await startForTest()
    expect(await strike(caller, { dropBeforeAccept: '1x' })).toEqual({ broken: 'ECONNRESET' })
    expect(await caller.ledger()).toMatchObject([{ kind: 'refused', fault: 'dropBeforeAccept', code: null }])
  })

  it('resets after accepting, with the line in the ledger', async () => {
    const caller = await startForTest()
    expect(await strike(caller, { dropAfterAccept: '1x' })).toEqual({ broken: 'ECONNRESET' })
    expect(await caller.ledger()).toMatchObject([{ kind: 'accepted', fault: 'dropAfterAccept', opaque: 'v1.test.0' }])
  })

  it('resets a reused socket and only that; the message is there exactly once', async () => {
    const caller = await startForTest()
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    await caller.control('POST', 'faults', { dropReusedAfterAccept: '1x' })
    wamidOf(await caller.send(aTemplate(1), { agent }))
    expect(await caller.send(aTemplate(2), { agent })).toEqual({ broken: 'ECONNRESET' })
    wamidOf(await caller.send(aTemplate(3), { agent }))
    agent.destroy()
    const lines = await caller.ledger()
    expect(lines.map((line) => [line.to, line.isReusedSocket, line.fault])).toEqual([
      [plainNumber(1), false, null],
      [plainNumber(2), true, 'dropReusedAfterAccept'],
      [plainNumber(3), false, null],
    ])
  })

  it('cuts an answer in the middle', async () => {
    const caller = await startForTest()
    expect(await strike(caller, { halfAnswer: '1x' })).toEqual({ broken: 'ECONNRESET' })
    expect(await countAccepted(caller)).toBe(1)
  })

  it('leaves the caller waiting without an answer', async () => {
    const caller = await startForTest()
    await caller.control('POST', 'faults', { silent: '1x' })
    expect(await waitInVain(caller)).toEqual({ broken: 'ABORT_ERR' })
    expect(await countAccepted(caller)).toBe(1)
  })
})

describe('a fault that answers with an error', () => {
  it.each([
    ['tooManyRequests', { code: 4, subcode: 2446079, status: 429 }, 0],
    ['throughputReached', { code: 130429, status: 400 }, 0],
    ['heldBack', { code: 131049, status: 400 }, 0],
    ['notOnWhatsapp', { code: 131026, status: 400 }, 0],
    ['error500', { code: 131000, status: 500 }, 0],
    ['error500AfterAccept', { code: 131000, status: 500 }, 1],
    ['error503', { code: 2, status: 503 }, 0],
    ['error503AfterAccept', { code: 2, status: 503 }, 1],
  ])('%s', async (name, error, accepted) => {
    const caller = await startForTest()
    expect(errorOf(await strike(caller, { [name]: '1x' }))).toEqual(error)
    expect(await countAccepted(caller)).toBe(accepted)
    wamidOf(await caller.send(aTemplate(1)))
  })

  it.each([
    ['error502', 502, 0],
    ['error502AfterAccept', 502, 1],
    ['htmlPage', 200, 0],
    ['htmlPageAfterAccept', 200, 1],
  ])('%s answers with a page', async (name, status, accepted) => {
    const caller = await startForTest()
    expect(await strike(caller, { [name]: '1x' })).toMatchObject({ status, body: expect.stringContaining('<html>') as string })
    expect(await countAccepted(caller)).toBe(accepted)
  })
})

describe('a fault that answers oddly', () => {
  it('gives 200 without a message id', async () => {
    const caller = await startForTest()
    expect(await strike(caller, { noMessageId: '1x' })).toMatchObject({ status: 200, body: { messages: [] } })
    expect(await countAccepted(caller)).toBe(1)
  })

  it('answers late, but rightly, to those who wait', async () => {
    const caller = await startForTest()
    await caller.control('POST', 'faults', { slowAnswer: '2x', slowMs: 60_000 })
    expect(await waitInVain(caller)).toEqual({ broken: 'ABORT_ERR' })
    wamidOf(await strike(caller, { slowMs: 1 }))
    expect(await countAccepted(caller)).toBe(2)
  })

  it('answers byte by byte, but rightly', async () => {
    const caller = await startForTest()
    const wamid = wamidOf(await strike(caller, { dripAnswer: '1x', dripMs: 0 }))
    expect(await caller.ledger()).toMatchObject([{ kind: 'accepted', fault: 'dripAnswer', wamid }])
  })

  it('answers without an end until its limit', async () => {
    const caller = await startForTest()
    const seen = await strike(caller, { endlessAnswer: '1x', endlessBytes: 300_000 })
    expect('broken' in seen ? 0 : String(seen.body).length).toBeGreaterThan(200_000)
    expect(await countAccepted(caller)).toBe(1)
  })

  it('sends callers elsewhere and counts who follows', async () => {
    const caller = await startForTest()
    const seen = await strike(caller, { redirect: '1x' })
    expect('broken' in seen ? null : [seen.status, seen.headers.location]).toEqual([
      307,
      expect.stringMatching(/^http:\/\/localhost:\d+\/simulator\/trap$/),
    ])
    expect(await caller.control('GET', 'state')).toMatchObject({ accepted: 0, trapHits: 0 })
    await caller.control('POST', 'trap')
    expect(await caller.control('GET', 'state')).toMatchObject({ accepted: 0, trapHits: 1 })
  })

  it('holds a template for quality', async () => {
    const caller = await startForTest()
    expect(await strike(caller, { heldForQuality: '1x' })).toMatchObject({
      body: { messages: [{ message_status: 'held_for_quality_assessment' }] },
    })
  })
})

describe('limits', () => {
  it('refuse more messages a second than chosen', async () => {
    const caller = await startForTest()
    await caller.control('POST', 'faults', { throughput: 3 })
    const burst = async () => Promise.all([0, 1, 2, 3, 4].map(async (index) => errorOf(await caller.send(aTemplate(index)))?.code))
    // A slow computer may take longer than a second for five; then there is another burst.
    while (!(await burst()).includes(130429)) continue
    let lastSecond: number[] = []
    for (const { atMs, code } of await caller.ledger()) {
      lastSecond = [...lastSecond.filter((one) => one > atMs - 1_000), atMs]
      expect(code).toBe(lastSecond.length > 3 ? 130429 : null)
    }
  })

  it('refuse more than the burst to one person until the burst is paid with six seconds a message', async () => {
    const caller = await startForTest()
    await caller.control('POST', 'faults', { pairRate: 2 })
    wamidOf(await caller.send(aTemplate(0)))
    wamidOf(await caller.send(aTemplate(0)))
    expect(errorOf(await caller.send(aTemplate(0)))?.code).toBe(131056)
    wamidOf(await caller.send(aTemplate(1)))
    await caller.control('POST', 'clock', { advanceMs: 6_000 })
    expect(errorOf(await caller.send(aTemplate(0)))?.code).toBe(131056)
    await caller.control('POST', 'clock', { advanceMs: 6_000 })
    wamidOf(await caller.send(aTemplate(0)))
  })

  it('refuse recipients beyond those of a test number', async () => {
    const caller = await startForTest()
    await caller.control('POST', 'faults', { recipientLimit: 1 })
    wamidOf(await caller.send(aTemplate(0)))
    expect(errorOf(await caller.send(aTemplate(1)))?.code).toBe(131030)
    wamidOf(await caller.send(aTemplate(0)))
  })
})

describe('the switches', () => {
  it('spare reading calls unless told otherwise', async () => {
    const caller = await startForTest()
    const { phoneNumberId } = caller.simulator.facts
    await caller.control('POST', 'faults', { error500: 1 })
    expect(await caller.graph('GET', phoneNumberId)).toMatchObject({ status: 200 })
    await caller.control('POST', 'faults', { onReads: 1 })
    expect(errorOf(await caller.graph('GET', phoneNumberId))?.status).toBe(500)
  })

  it('show what is on, clear everything, and refuse a name that does not exist', async () => {
    const caller = await startForTest({ faults: { dropAfterAccept: 0.1 } })
    expect(await caller.control('POST', 'faults', { error500: '3x', slowMs: 20 })).toEqual({
      dropAfterAccept: 0.1,
      error500: '3x',
      slowMs: 20,
    })
    expect(await caller.control('POST', 'faults', { explode: 1 })).toEqual({
      error: { message: 'unknown fault "explode"; --help lists them all' },
    })
    expect(await caller.control('DELETE', 'faults')).toEqual({})
  })
})
