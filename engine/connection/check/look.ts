import type { Result } from '#contract/kernel/result.ts'
import { readAccount, readNumber, type ConnectionCore } from '../core.ts'
import { knownKeyOf, type KnownKey } from '../key.ts'
import type { Live } from '../live.ts'

type Once<T> = () => Promise<Result<T>>
type NumberNode = Extract<Awaited<ReturnType<typeof readNumber>>, { ok: true }>['value']
type AccountNode = Extract<Awaited<ReturnType<typeof readAccount>>, { ok: true }>['value']
type TokenNode = Extract<Awaited<ReturnType<Live['api']['key']['inspect']>>, { ok: true }>['value']

/** What several checks ask, each asked once in one round and kept for the number page. */
export type Look = {
  readonly core: ConnectionCore
  readonly live: Live
  readonly number: Once<NumberNode>
  readonly account: Once<AccountNode>
  readonly key: Once<{ readonly token: TokenNode; readonly known: KnownKey }>
}

/** Begins a round of checks of the connection in use. */
export function lookAt(core: ConnectionCore, live: Live): Look {
  return {
    core,
    live,
    number: once(async () => {
      const number = await readNumber(live.api)
      if (number.ok) core.keepFact(live, 'number', number.value)
      return number
    }),
    account: once(async () => {
      const account = await readAccount(live.api)
      if (account.ok) core.keepFact(live, 'account', account.value)
      return account
    }),
    key: once(async () => {
      const token = await live.api.key.inspect(live.keys.token)
      if (!token.ok) return token
      const known = knownKeyOf(live.keys.token, token.value)
      core.keepFact(live, 'key', known)
      return { ok: true, value: { token: token.value, known } }
    }),
  }
}

function once<T>(ask: Once<T>): Once<T> {
  let asked: Promise<Result<T>> | null = null
  return () => (asked ??= ask())
}
