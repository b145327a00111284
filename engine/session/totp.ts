import { Secret, TOTP } from 'otpauth'
import type { Random } from '../kernel/index.ts'

const PERIOD_MS = 30_000
const SECRET_BYTES = 20

/** A new secret for a code app, in base 32. */
export const newTotpSecret = (random: Random): string => new Secret({ buffer: new Uint8Array(random.bytes(SECRET_BYTES)).buffer }).base32

const totpOf = (secret: string): TOTP =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD_MS / 1000 })

/** The address that a code app reads from a QR code. */
export const totpAddress = (secret: string, shop: string, person: string): string =>
  new TOTP({
    issuer: `Shopbell ${shop}`,
    label: person,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
  }).toString()

/** The code of a moment (RFC 6238). */
export const totpCode = (secret: string, at: number): string => totpOf(secret).generate({ timestamp: at })

/**
 * The step that a code belongs to: the present one, the one before or the one after, so that clocks may differ by half a minute.
 * Null for a wrong code and for a step that was used, or lies before one that was. @source RFC 6238, ASVS 6.5.1
 */
export function stepOf(
  code: string,
  { secret, at, lastStep }: { readonly secret: string; readonly at: number; readonly lastStep: number | null },
) {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const delta = totpOf(secret).validate({ token, timestamp: at, window: 1 })
  if (delta === null) return null
  const step = Math.floor(at / PERIOD_MS) + delta
  return lastStep !== null && step <= lastStep ? null : step
}
