import { describe, expect, it, onTestFinished } from 'vitest'
import { calls, type CallName } from '#contract/ipc/index.ts'
import { ok } from '#contract/kernel/result.ts'
import { EngineBoot } from '#contract/kernel/engine-boot.ts'
import { tempVault } from '../../test/support/temp-vault.ts'
import { createAnnouncer, manualClock, secureRandom, silentLogger } from '../kernel/index.ts'
import { beginRooms } from './compose.ts'

// Files that hold no customer, and why.
const nobody: Readonly<Record<string, string>> = {
  'customer.receiptPage': 'a receipt names nobody',
  'privacy.writeRecords': 'what is done with data, and counts of it',
  'quickReply.export': "the shop's own phrases",
  'raffle.writeProof': 'codes that only the vault can tie to people',
  'report.export': 'sums of broadcasts and months',
}

// Files whose room notes whom they hold, or reaches them again, and the test that proves it.
const tracked: Readonly<Record<string, string>> = {
  'backup.run': 'rewritten without the erased: engine/backup/backup.test.ts',
  'customer.export': 'engine/privacy/rights.test.ts',
  'customer.exportMany': 'engine/customer/many/many.test.ts',
  'media.save': 'engine/media/fetched.test.ts',
  'privacy.exportEveryone': 'engine/privacy/rights.test.ts',
}

const writing = (Object.keys(calls) as CallName[]).flatMap((call) => {
  const { files, input } = calls[call]
  const fields = Object.keys('shape' in input ? input.shape : {})
  return files?.write === undefined
    ? fields.includes('target')
      ? [{ call, holds: 'undeclared', field: 'target' }]
      : []
    : files.write.map((field) => ({ call, holds: files.holds as string, field }))
})

async function shop() {
  const vault = tempVault()
  const basics = { announcer: createAnnouncer(), clock: manualClock(), random: secureRandom, logger: silentLogger }
  const rooms = await beginRooms({ vault, boot: EngineBoot.parse({ vault: vault.folder }), ...basics })
  onTestFinished(async () => {
    await rooms.stop()
    vault.remove()
  })
  const call = async (name: CallName, input: object) => {
    const handler = rooms.handlers[name] as unknown as (parsed: unknown, context: unknown) => Promise<{ value: Record<string, unknown> }>
    const context = { role: 'owner', person: 'Mei', seat: 'test', signal: new AbortController().signal }
    return (await handler(calls[name].input.parse(input), context)).value
  }
  return { rooms, call, clock: basics.clock }
}

describe('files that calls write', () => {
  it('G-04: each says what of customers stands in it; those with nobody, and those that are tracked, are known by name', () => {
    const of = (holds: string) => writing.filter((one) => one.holds === holds).map(({ call }) => call)
    expect(of('undeclared')).toEqual([])
    expect(of('nobody').toSorted()).toEqual(Object.keys(nobody).toSorted())
    expect(of('tracked').toSorted()).toEqual(Object.keys(tracked).toSorted())
    expect(writing.length).toBeGreaterThan(10)
  })

  it('G-04: every other one is noted when it was written, and named before somebody is erased who may stand in it', async () => {
    const { rooms, call, clock } = await shop()
    const early = await call('customer.save', { phone: '0911000001', name: 'Lin' })
    clock.set(clock.now() + 1_000)
    const noted = writing.filter(({ holds }) => holds !== 'nobody' && holds !== 'tracked')
    for (const { call: name, field } of noted)
      rooms.acts?.called({
        call: name,
        who: { role: 'owner', person: 'Mei' },
        input: { [field]: `/somewhere/of Lin/${name}.csv` },
        result: ok({ rows: 3 }),
      })
    const { exports } = (await call('privacy.exports', {})) as { exports: { fileName: string; kind: string; by: string }[] }
    expect(exports.map(({ fileName }) => fileName).toSorted()).toEqual(noted.map((one) => `${one.call}.csv`).toSorted())
    expect(exports.every(({ by }) => by === 'Mei')).toBe(true)
    const preview = await call('customer.erasePreview', { customerId: early['customerId'] })
    expect(preview['exportedFiles']).toHaveLength(noted.length)
    expect(preview['exportedFiles']).toContainEqual({ at: clock.now(), fileName: 'broadcast.export.csv', isSure: false })
    clock.set(clock.now() + 1_000)
    const late = await call('customer.save', { phone: '0911000002', name: 'Mo' })
    expect((await call('customer.erasePreview', { customerId: late['customerId'] }))['exportedFiles']).toEqual([])
  })

  it('G-04: nothing is noted of a call that was refused, nor of a file that holds nobody', async () => {
    const { rooms, call } = await shop()
    const who = { role: 'owner', person: 'Mei' } as const
    const refused = { ok: false, error: { code: 'disk-full', outcome: 'not-done' } } as never
    rooms.acts?.called({ call: 'broadcast.export', who, input: { target: '/a.csv' }, result: refused })
    rooms.acts?.called({ call: 'report.export', who, input: { target: '/b.csv' }, result: ok({ rows: 3 }) })
    expect((await call('privacy.exports', {}))['exports']).toEqual([])
  })
})
