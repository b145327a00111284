import { describe, expect, it } from 'vitest'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CallEngine, EngineTarget } from '../engine-host/index.ts'
import { VaultOpener } from './vault-opener.ts'

const setUp = (answers: Readonly<Record<string, Result<unknown>>> = {}) => {
  const happened: string[] = []
  const call = (async (name: string) => {
    happened.push(name)
    return answers[name] ?? ok({})
  }) as unknown as CallEngine
  const opener = new VaultOpener({
    engine: {
      call,
      start: async ({ vaultFolder }: EngineTarget) => {
        happened.push(`start ${vaultFolder}`)
        return answers['start'] ?? ok({})
      },
      stop: async () => void happened.push('stop'),
    },
    folders: { folder: (kind) => `/vaults/${kind}`, existing: () => [] },
    simulator: {
      start: () => {
        throw new Error('no demo in this test')
      },
      timers: { after: () => () => undefined },
      monotonic: () => 0,
    },
    locale: () => 'en',
    now: () => 0,
    onChange: () => undefined,
  })
  return { opener, happened, call }
}

describe('opening one vault at a time', () => {
  it('starts an engine for the folder and opens the vault in it', async () => {
    const { opener, happened } = setUp()
    expect(await opener.openShop({ passphrase: 'long enough' })).toEqual(ok({}))
    expect([opener.open, happened]).toEqual(['shop', ['stop', 'start /vaults/shop', 'vault.open']])
  })

  it('makes the vault of a new shop', async () => {
    const { opener, happened } = setUp()
    await opener.createShop({ shop: { name: 'Tea', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' } })
    expect([opener.open, happened.at(-1)]).toEqual(['shop', 'vault.create'])
  })

  it('stops the engine again and passes the reason on when the vault does not open', async () => {
    const { opener, happened } = setUp({ 'vault.open': fail('passphrase-wrong') })
    expect(await opener.openShop({})).toEqual(fail('passphrase-wrong'))
    expect([opener.open, happened.at(-1)]).toEqual([null, 'stop'])
  })

  it('does not ask an engine that did not start', async () => {
    const { opener, happened } = setUp({ start: fail('engine-unavailable') })
    expect(await opener.openShop({})).toEqual(fail('engine-unavailable'))
    expect(happened).not.toContain('vault.open')
  })

  it('opens once when it is asked twice', async () => {
    const { opener, happened } = setUp()
    await Promise.all([opener.openShop({}), opener.openShop({})])
    expect(happened.filter((what) => what === 'vault.open')).toHaveLength(1)
  })

  it('closes what was open when it is left', async () => {
    const { opener, happened } = setUp()
    await opener.openShop({})
    await opener.leave()
    expect([opener.open, happened.at(-1)]).toEqual([null, 'stop'])
  })

  it('opens the vault again after a crash, and asks its person where it cannot', async () => {
    const { opener, call } = setUp()
    await opener.openShop({})
    await opener.reopen(call)
    expect(opener.open).toBe('shop')
    const behindPassphrase = (async () => fail('passphrase-needed')) as unknown as CallEngine
    await opener.reopen(behindPassphrase)
    expect(opener.open).toBeNull()
  })

  it('goes on after a bug in one step', async () => {
    const { opener } = setUp()
    await expect(opener.openDemo()).rejects.toThrow('no demo in this test')
    expect(await opener.openShop({})).toEqual(ok({}))
  })
})
