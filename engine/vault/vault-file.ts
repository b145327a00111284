import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { VaultKind } from '#contract/ipc/vault.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { VaultId } from '#contract/kernel/values.ts'
import { KeyBox } from './key-box.ts'
import { PassphraseWrap, RecoveryWrap } from './passphrase.ts'

/** 1: passphrase and recovery code seal the key itself; 2: boxes as well (ADR 0020). */
const FORMAT = 2

const Wraps = z
  .array(z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('keychain') }), PassphraseWrap, RecoveryWrap, KeyBox]))
  .min(1)
const KeyId = z.string().regex(/^key_[0-9a-z]{10,32}$/)
const KeyCheck = z.string().regex(/^[0-9a-f]{64}$/)

/** What stands readable beside the database: which vault it is and where its key is kept. No key, no name, no customer. */
export const VaultFile = z.strictObject({
  format: z.union([z.literal(1), z.literal(FORMAT)]),
  vaultId: VaultId,
  kind: VaultKind,
  keyId: KeyId,
  /** Tells the right key from a wrong one, so that a damaged file is not taken for a wrong key. */
  keyCheck: KeyCheck,
  wraps: Wraps,
  /** While the key changes: how the other one is found. Which of the two opens the file is tried. */
  next: z.strictObject({ keyId: KeyId, keyCheck: KeyCheck, wraps: Wraps }).optional(),
})
export type VaultFile = z.infer<typeof VaultFile>

const pathIn = (folder: string): string => join(folder, 'vault.json')

/** Reads the file. `vault-absent`, `vault-newer` for a later format, `vault-damaged` when it can't be understood. */
export function readVaultFile(folder: string): Result<VaultFile> {
  if (!existsSync(pathIn(folder))) return fail('vault-absent')
  let content: unknown
  try {
    content = JSON.parse(readFileSync(pathIn(folder), 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return fail('vault-damaged')
    throw error
  }
  const format = z.looseObject({ format: z.number() }).safeParse(content)
  if (format.success && format.data.format > FORMAT) return fail('vault-newer')
  const file = VaultFile.safeParse(content)
  return file.success ? ok(file.data) : fail('vault-damaged')
}

/** Writes the file in one step: whoever reads it sees the old one or the new one, also after a power cut. */
export function writeVaultFile(folder: string, file: VaultFile): void {
  const path = pathIn(folder)
  const draft = openSync(`${path}.new`, 'w', 0o600)
  try {
    writeSync(draft, `${JSON.stringify({ ...file, format: FORMAT }, null, 2)}\n`)
    fsyncSync(draft)
  } finally {
    closeSync(draft)
  }
  renameSync(`${path}.new`, path)
}
