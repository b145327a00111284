import { createCipheriv, createDecipheriv } from 'node:crypto'
import { argon2id } from 'hash-wasm'
import { z } from 'zod'
import type { Random } from '../kernel/index.ts'

const Base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/)

const seal = {
  memoryKib: z.number().int().min(8_192).max(1_048_576),
  passes: z.number().int().min(1).max(16),
  lanes: z.number().int().min(1).max(8),
  salt: Base64,
  nonce: Base64,
  sealed: Base64,
}

/** The key of a vault, sealed under a passphrase. Says how it was made, so that later Shopbells can make it stronger. */
export const PassphraseWrap = z.strictObject({ kind: z.literal('passphrase'), ...seal })
/** The same under the recovery code, which is on paper in a drawer. */
export const RecoveryWrap = z.strictObject({ kind: z.literal('recovery'), ...seal })
type Sealed = Omit<z.infer<typeof PassphraseWrap>, 'kind'>

// RFC 9106's second recommendation in memory, with p=1 because it is computed on one thread; about 0.4 s here (measured).
const STRENGTH = { memoryKib: 65_536, passes: 3, lanes: 1 } as const
const TAG_BYTES = 16

type Strength = Pick<Sealed, 'memoryKib' | 'passes' | 'lanes'>

async function stretch(passphrase: string, salt: Uint8Array, strength: Strength): Promise<Uint8Array> {
  // Composed form, because two keyboards may write the same letters differently.
  const password = passphrase.normalize('NFKC')
  const { memoryKib: memorySize, passes: iterations, lanes: parallelism } = strength
  return argon2id({ password, salt, iterations, parallelism, memorySize, hashLength: 32, outputType: 'binary' })
}

/**
 * Seals a key under a passphrase or a code (Argon2id, AES-256-GCM).
 * @param options.boundTo what the seal belongs to; opening it for anything else fails
 */
export async function wrapKey(options: {
  readonly key: string
  readonly passphrase: string
  readonly boundTo: string
  readonly random: Random
}): Promise<Sealed> {
  const salt = options.random.bytes(16)
  const nonce = options.random.bytes(12)
  const cipher = createCipheriv('aes-256-gcm', await stretch(options.passphrase, salt, STRENGTH), nonce)
  cipher.setAAD(Buffer.from(options.boundTo))
  const sealed = Buffer.concat([cipher.update(Buffer.from(options.key, 'hex')), cipher.final(), cipher.getAuthTag()])
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  return { ...STRENGTH, salt: text(salt), nonce: text(nonce), sealed: text(sealed) }
}

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
