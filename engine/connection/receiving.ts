import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Live } from './live.ts'

/** How events come in: to this computer directly, through the shop's own tunnel, or not at all. */
export const wayOf = (receiving: string): 'local' | 'callback' | 'none' =>
  receiving === 'local' || receiving === 'none' ? receiving : 'callback'

/** The address at which Meta should bring events; null when there is none (yet). */
export const wantedAddress = (receiving: string, localUrl: string | null): string | null =>
  receiving === 'none' ? null : receiving === 'local' ? localUrl : receiving

/** Meta's number for a callback that did not answer the handshake. */
const HANDSHAKE_FAILED = 2200

/**
 * Makes sure that Meta brings events to the wanted address: asks where they go now, and sets it where that is another one.
 * Errors besides those of the client: app-secret-missing, receiver-unverified.
 */
export async function ensureReceiving(live: Live, address: string | null, options: { readonly always: boolean }): Promise<Result<void>> {
  if (address === null) return fail('receiver-unverified')
  if (live.keys.appSecret === null) return fail('app-secret-missing')
  if (!options.always) {
    const subscriptions = await live.api.webhooks.subscriptions()
    if (!subscriptions.ok) return subscriptions
    if (subscriptions.value.some((app) => app.override_callback_uri === address)) return ok(undefined)
  }
  const result = await live.api.webhooks.subscribe({ url: address, verifyToken: live.stored.verifyToken })
  const isUnanswered = !result.ok && result.error.params?.['metaCode'] === HANDSHAKE_FAILED
  return isUnanswered ? fail('receiver-unverified', { metaCode: HANDSHAKE_FAILED }) : result
}
