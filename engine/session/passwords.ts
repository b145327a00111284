import { argon2id, argon2Verify } from 'hash-wasm'
import type { Random } from '../kernel/index.ts'
import type { Strength } from '../vault/index.ts'

const SALT_BYTES = 16
const HASH_BYTES = 32

// Composed form, because two keyboards may write the same letters differently.
const composed = (password: string): string => password.normalize('NFKC')

/** Hashes a password with Argon2id; the PHC string says how, so that later ones can be stronger. */
export function hashPassword(password: string, strength: Strength, random: Random): Promise<string> {
  const { memoryKib: memorySize, passes: iterations, lanes: parallelism } = strength
  const salt = random.bytes(SALT_BYTES)
  return argon2id({
    password: composed(password),
    salt,
    memorySize,
    iterations,
    parallelism,
    hashLength: HASH_BYTES,
    outputType: 'encoded',
  })
}

/** Whether the password is the one that was hashed. */
export const fitsPassword = async (password: string, hash: string): Promise<boolean> =>
  // The library takes no empty password, and nobody has one.
  password !== '' && argon2Verify({ password: composed(password), hash })

/** Whether a hash was made more cheaply than today's are; unreadable ones are. */
export function isBelow(hash: string, { memoryKib, passes, lanes }: Strength): boolean {
  const made = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(hash)
  return made === null || Number(made[1]) < memoryKib || Number(made[2]) < passes || Number(made[3]) < lanes
}
