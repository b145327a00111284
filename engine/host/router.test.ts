import { describe, expect, it } from 'vitest'
import type { CallName } from '#contract/ipc/index.ts'
import { fail, ok } from '#contract/kernel/result.ts'
import { createLogger, manualClock, type CallContext, type Handlers, type LogLine } from '../kernel/index.ts'
import { StoreError, type StoreErrorKind } from '../store/index.ts'
import { KeychainError } from '../vault/index.ts'
import { createRouter } from './router.ts'

const status = {
  state: 'absent',
  kind: null,
  vaultId: null,
  shop: null,
  keyIn: null,
  opensByPassword: false,
  keychain: 'available',
  hasRecoveryCode: false,
  sizeBytes: 0,
} as const

/** A router with some calls bound, and what it logged. */
function aRouter(bound: Handlers, options: { isVaultOpen?: boolean } = {}) {
  const clock = manualClock()
  const lines: LogLine[] = []
  const logger = createLogger((_, line) => lines.push(line))
  const router = createRouter({ handlers: () => ({ bound, isVaultOpen: options.isVaultOpen ?? true }), clock, logger, checkOutputs: true })
  const dispatch = (
    call: CallName | 'nothing.here',
    input: unknown = {},
    more: { role?: 'viewer' | 'owner'; signal?: AbortSignal; deadlineMs?: number } = {},
  ) =>
    router.dispatch({
      call,
      input,
      caller: { role: more.role ?? 'owner', person: 'owner' },
      signal: more.signal ?? new AbortController().signal,
      ...(more.deadlineMs === undefined ? {} : { deadlineMs: more.deadlineMs }),
    })
  return { dispatch, clock, lines }
}

const throwing = (error: unknown): Handlers => ({
  'vault.status': () => {
    throw error
  },
})

describe('the router', () => {
  it('hands over the input with its defaults filled in, and who calls', async () => {
    const seen: unknown[] = []
    const { dispatch } = aRouter({
      'vault.create': (input, { role, person }) => {
        seen.push(input, role, person)
        return ok(status)
      },
    })
    const shop = { name: 'Tea', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' }
    expect(await dispatch('vault.create', { shop })).toEqual({ ok: true, value: status })
    expect(seen).toEqual([{ kind: 'shop', shop }, 'owner', 'owner'])
  })

  it('refuses unknown names, low roles, bad input and closed vaults before the room is asked', async () => {
    const { dispatch } = aRouter({ 'vault.create': () => fail('bug') })
    expect(await dispatch('nothing.here')).toMatchObject({ error: { code: 'call-unknown', params: { call: 'nothing.here' } } })
    expect(await dispatch('vault.create', {}, { role: 'viewer' })).toMatchObject({
      error: { code: 'role-too-low', params: { role: 'owner' } },
    })
    expect(await dispatch('vault.create', { shop: { name: 'Tea', country: 'Taiwan' } })).toMatchObject({
      error: { code: 'input-refused', params: { field: 'shop.country', problem: 'invalid_format' } },
    })
    expect(await dispatch('customer.list')).toMatchObject({ error: { code: 'call-unknown' } })
    expect(await aRouter({}, { isVaultOpen: false }).dispatch('customer.list')).toMatchObject({ error: { code: 'vault-not-open' } })
  })

  it.each([
    ['locked', 'vault-in-use'],
    ['wrong-key', 'vault-wrong-key'],
    ['corrupt', 'vault-damaged'],
    ['full', 'disk-full'],
    ['read-only', 'disk-read-only'],
    ['newer', 'vault-newer'],
    ['pragma', 'vault-pragma-refused'],
    ['failed', 'disk-failed'],
  ] as const)('says in the words of the contract that the store is %s', async (kind: StoreErrorKind, code: string) => {
    expect(await aRouter(throwing(new StoreError(kind))).dispatch('vault.status')).toMatchObject({ ok: false, error: { code } })
  })

  it('says when the keychain went away, and calls everything else a bug without telling what it said', async () => {
    expect(await aRouter(throwing(new KeychainError())).dispatch('vault.status')).toMatchObject({
      error: { code: 'keychain-unavailable', retry: 'now' },
    })
    const { dispatch, lines } = aRouter(throwing(new TypeError('Mei-Ling +886912345678 EAAtoken')))
    expect(await dispatch('vault.status')).toEqual({ ok: false, error: { code: 'bug', params: { call: 'vault.status' }, retry: 'never' } })
    expect(lines).toMatchObject([{ event: 'call-failed', call: 'vault.status', error: { class: 'TypeError' } }])
    expect(JSON.stringify(lines)).not.toMatch(/Mei-Ling|886912345678|EAAtoken/)
    expect(JSON.stringify(lines)).toContain('router.test.ts')
  })

  it('finds an answer that the contract does not promise', async () => {
    const { dispatch } = aRouter({ 'vault.status': () => ok({ ...status, state: 'ajar' } as never) })
    expect(await dispatch('vault.status')).toMatchObject({ error: { code: 'output-refused', params: { field: 'state' } } })
  })

  it('answers at the deadline of the contract, or at an earlier one of the caller, and tells the room', async () => {
    const signals: AbortSignal[] = []
    const never = (_: unknown, context: CallContext) => {
      signals.push(context.signal)
      return new Promise<never>(() => undefined)
    }
    const { dispatch, clock } = aRouter({ 'vault.status': never, 'vault.open': never })
    const answers: unknown[] = []
    for (const answer of [
      dispatch('vault.status', {}, { deadlineMs: 100 }),
      dispatch('vault.status', {}, { deadlineMs: 90_000 }),
      dispatch('vault.open'),
    ])
      void answer.then((result) => answers.push(result.ok ? 'ok' : [result.error.code, result.error.params?.['afterMs']]))
    for (const ms of [100, 29_900, 90_000]) await clock.advance(ms)
    expect(answers).toEqual([
      ['call-timed-out', 100],
      ['call-timed-out', 30_000],
      ['call-timed-out', 120_000],
    ])
    expect(signals.map((signal) => signal.aborted)).toEqual([true, true, true])
  })

  it('answers a cancelled call, and forgets what comes later', async () => {
    const late: (() => void)[] = []
    const { dispatch } = aRouter({ 'vault.status': () => new Promise((resolve) => late.push(() => resolve(ok(status)))) })
    const giving = new AbortController()
    const answer = dispatch('vault.status', {}, { signal: giving.signal })
    await Promise.resolve()
    giving.abort()
    late[0]?.()
    expect(await answer).toMatchObject({ error: { code: 'call-cancelled' } })
  })
})
