import { afterEach, describe, expect, it, vi } from 'vitest'
import { onProofNeeded } from './proof.ts'
import { call } from './window-api.ts'

const refused = { ok: false, error: { code: 'proof-needed', retry: 'never' } }

/** An engine that wants a proof first; counts how often it was asked. */
function anEngine() {
  let isProven = false
  const asked: string[] = []
  vi.stubGlobal('window', {
    shopbell: {
      call: async (name: string) => {
        asked.push(name)
        return isProven ? { ok: true, value: {} } : refused
      },
    },
  })
  return { asked, prove: () => void (isProven = true) }
}

afterEach(() => void vi.unstubAllGlobals())

describe('a call that asks again', () => {
  it('R-09: is made once more by itself after somebody proved who they are', async () => {
    const engine = anEngine()
    const stop = onProofNeeded(async () => {
      engine.prove()
      return true
    })
    expect(await call('session.lock', {})).toEqual({ ok: true, value: {} })
    expect(engine.asked).toEqual(['session.lock', 'session.lock'])
    stop()
  })

  it('R-09: stays refused where nobody proves anything, and where nobody can ask', async () => {
    const engine = anEngine()
    const stop = onProofNeeded(async () => false)
    expect(await call('session.lock', {})).toEqual(refused)
    stop()
    expect(await call('session.lock', {})).toEqual(refused)
    expect(engine.asked).toHaveLength(2)
  })
})
