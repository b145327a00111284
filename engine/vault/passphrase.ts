import { createDecipheriv } from 'node:crypto'
import { z } from 'zod'
import { Base64, strengthShape, stretch } from './stretch.ts'

const seal = {
  ...strengthShape,
  salt: Base64,
  nonce: Base64,
  sealed: Base64,
}

/** The key of a vault, sealed under a passphrase as the first Shopbells did; read, and made anew as a box when it was opened (ADR 0020). */
export const PassphraseWrap = z.strictObject({ kind: z.literal('passphrase'), ...seal })
/** The same under the recovery code, which is on paper in a drawer. */
export const RecoveryWrap = z.strictObject({ kind: z.literal('recovery'), ...seal })
type Sealed = Omit<z.infer<typeof PassphraseWrap>, 'kind'>

const TAG_BYTES = 16

/** Opens the seal; null when passphrase or code does not fit. */
export async function unwrapKey(wrap: Sealed, passphrase: string, boundTo: string): Promise<string | null> {
  const sealed = Buffer.from(wrap.sealed, 'base64')
  const decipher = createDecipheriv(
    'aes-256-gcm',
    await stretch(passphrase, Buffer.from(wrap.salt, 'base64'), wrap),
    Buffer.from(wrap.nonce, 'base64'),
  )
  decipher.setAAD(Buffer.from(boundTo))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]).toString('hex')
  } catch {
    // The one failure that GCM has: the key that came out of the passphrase is not the one that sealed.
    return null
  }
}
