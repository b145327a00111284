import { argon2id } from 'hash-wasm'
import { z } from 'zod'

export const Base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/)

/** How dearly a password is paid for: memory, passes over it, lanes. Kept beside each seal, so that later ones can be stronger. */
export const strengthShape = {
  memoryKib: z.number().int().min(8_192).max(1_048_576),
  passes: z.number().int().min(1).max(16),
  lanes: z.number().int().min(1).max(8),
}
export type Strength = { readonly memoryKib: number; readonly passes: number; readonly lanes: number }

/** RFC 9106's second recommendation in memory, with p=1 because it is computed on one thread; about 0.4 s here (measured). */
export const STRENGTH: Strength = { memoryKib: 65_536, passes: 3, lanes: 1 }

/** 32 bytes out of a password (Argon2id). Composed form first, because two keyboards may write the same letters differently. */
export function stretch(password: string, salt: Uint8Array, { memoryKib, passes, lanes }: Strength): Promise<Uint8Array> {
  const composed = password.normalize('NFKC')
  return argon2id({
    password: composed,
    salt,
    iterations: passes,
    parallelism: lanes,
    memorySize: memoryKib,
    hashLength: 32,
    outputType: 'binary',
  })
}
