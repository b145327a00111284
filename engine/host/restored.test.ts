import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { EngineBoot } from '#contract/kernel/engine-boot.ts'
import { calls, type CallInput, type CallName, type CallOutput } from '#contract/ipc/index.ts'
import { fakeKeychain } from '../../test/support/fake-keychain.ts'
import { tempFolder } from '../../test/support/temp-folder.ts'
import { createAnnouncer, secureRandom, silentLogger, systemClock } from '../kernel/index.ts'
import { createVault } from '../vault/index.ts'
import { beginRooms } from './compose.ts'

const shop = { name: 'Lantern', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' } as const
const context = { role: 'owner', person: 'owner', seat: 'test', signal: new AbortController().signal } as const

/** A vault with all rooms over it, in a folder of its own. */
function openShop(folder: string) {
  const common = { clock: systemClock, random: secureRandom, logger: silentLogger, announcer: createAnnouncer() }
  const vault = createVault({
    ...common,
    folder,
    keychain: fakeKeychain(),
    reserveBytes: 0,
    hide: () => undefined,
    strength: { memoryKib: 8_192, passes: 1, lanes: 1 },
    begin: (opened, doors) => beginRooms({ ...common, vault: opened, boot: EngineBoot.parse({ vault: folder }), doors }),
  })
  onTestFinished(() => vault.stop())
  return async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
    const handlers = { ...vault.roomHandlers(), ...vault.handlers }
    const result = await handlers[name]?.(calls[name].input.parse(input) as never, context)
    if (result?.ok !== true) throw new Error(`${name}: ${JSON.stringify(result)}`)
    return result.value as CallOutput<N>
  }
}

describe('an older backup', () => {
  it('G-07: brings nobody back who was erased after it, and other backups forget them at once', async () => {
    const temp = tempFolder()
    onTestFinished(() => temp.remove())
    const call = openShop(join(temp.folder, 'shop'))
    const outside = join(temp.folder, 'away.shopbell')
    await call('vault.create', { kind: 'shop', shop })
    await call('customer.save', { phone: '+886912345001', name: 'Mei' })
    const { customerId } = await call('customer.save', { phone: '+886912345002', name: 'Lin' })
    await call('backup.run', { target: outside })
    await call('backup.run', {})
    // The stick is not in the computer while the person is erased.
    renameSync(outside, `${outside}.out`)
    await call('customer.erase', { customerId, confirmation: '5002' })
    renameSync(`${outside}.out`, outside)
    await call('backup.restore', { file: outside })
    const list = await call('customer.list', {})
    expect(list.customers.map(({ name }) => name)).toEqual(['Mei'])
  })
})
