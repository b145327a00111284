import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  timingSafeEqual,
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { Random } from '../kernel/index.ts'
import { Base64, strengthShape, stretch, type Strength } from './stretch.ts'

const Hex64 = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * The key of a vault for one password (ADR 0020): a key pair of its own whose secret half is sealed under the password and whose
 * public half seals the vault's key. A new key of the vault is put in without the password, and who knows an old key can't open it.
 */
export const KeyBox = z.strictObject({
  kind: z.literal('box'),
  /** What opens it. */
  opens: z.enum(['passphrase', 'recovery', 'person']),
  /** Of a person: an id that says nothing, and the name under a key of the keychain. */
  staffId: z.string().max(60).optional(),
  who: Hex64.optional(),
  /** Tells under which secret of this computer it was made. */
  device: Hex64.optional(),
  ...strengthShape,
  salt: Base64,
  nonce: Base64,
  sealed: Base64,
  publicKey: Base64,
  /** Proves with the vault's key that the public half is the one that Shopbell made. */
  mark: Hex64,
  sender: Base64,
  keyNonce: Base64,
  sealedKey: Base64,
})
export type KeyBox = z.infer<typeof KeyBox>
type Owner = Pick<KeyBox, 'opens' | 'staffId' | 'who' | 'device'>

/** Which vault and which key of it. */
export type BoxVault = { readonly vaultId: string; readonly keyId: string }

/** What is given to open: the password, and for a person the secret of this computer. */
export type BoxSecret = { readonly password: string; readonly device: Uint8Array | null }

const TAG_BYTES = 16
// The frames that RFC 8410 puts around 32 bytes.
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex')
const SPKI = Buffer.from('302a300506032b656e032100', 'hex')
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64')
const secretHalf = (raw: Uint8Array): KeyObject => createPrivateKey({ key: Buffer.concat([PKCS8, raw]), format: 'der', type: 'pkcs8' })
const publicHalf = (raw: Uint8Array): KeyObject => createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' })
const rawPublic = (secret: KeyObject): Buffer => createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(SPKI.length)

const labelOf = (vaultId: string, { opens, staffId }: Pick<KeyBox, 'opens' | 'staffId'>): string =>
  `shopbell box ${vaultId} ${opens} ${staffId ?? ''}`

type Sealed = { readonly nonce: string; readonly sealed: string }
type Lock = { readonly key: Uint8Array; readonly boundTo: string }

function seal(content: Uint8Array, { key, boundTo }: Lock, random: Random): Sealed {
  const nonce = random.bytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(boundTo))
  return { nonce: text(nonce), sealed: text(Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()])) }
}

function unseal({ nonce, sealed }: Sealed, { key, boundTo }: Lock): Buffer | null {
  const all = bytesOf(sealed)
  if (all.length <= TAG_BYTES) return null
  const decipher = createDecipheriv('aes-256-gcm', key, bytesOf(nonce))
  decipher.setAAD(Buffer.from(boundTo))
  decipher.setAuthTag(all.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(all.subarray(0, -TAG_BYTES)), decipher.final()])
  } catch {
    // The one failure that GCM has: another key, or content that somebody changed.
    return null
  }
}

/** The password's own lock: Argon2id, joined with the secret of this computer where there is one. */
async function passwordLock(secret: BoxSecret, box: Strength & { readonly salt: string }, boundTo: string): Promise<Lock> {
  const stretched = await stretch(secret.password, bytesOf(box.salt), box)
  const joined = Buffer.concat([stretched, secret.device ?? Buffer.alloc(0)])
  const key = new Uint8Array(hkdfSync('sha256', joined, bytesOf(box.salt), boundTo, 32))
  joined.fill(0)
  stretched.fill(0)
  return { key, boundTo }
}

function pairLock(own: KeyObject, other: Uint8Array, info: { readonly both: Uint8Array; readonly boundTo: string }): Lock {
  const shared = diffieHellman({ privateKey: own, publicKey: publicHalf(other) })
  return { key: new Uint8Array(hkdfSync('sha256', shared, info.both, info.boundTo, 32)), boundTo: info.boundTo }
}

const markOf = (keyHex: string, label: string, publicKey: string): string =>
  createHmac('sha256', new Uint8Array(hkdfSync('sha256', Buffer.from(keyHex, 'hex'), Buffer.alloc(0), 'shopbell box mark', 32)))
    .update(`${label} ${publicKey}`)
    .digest('hex')

type Put = { readonly key: string; readonly vault: BoxVault; readonly random: Random }

/** The half of a box that holds the vault's key: sealed to the public key by a sender who is forgotten at once. */
function putKey(owner: Owner, publicKey: string, { key, vault, random }: Put): Pick<KeyBox, 'mark' | 'sender' | 'keyNonce' | 'sealedKey'> {
  const label = labelOf(vault.vaultId, owner)
  const senderHalf = secretHalf(random.bytes(32))
  const sender = rawPublic(senderHalf)
  const both = Buffer.concat([sender, bytesOf(publicKey)])
  const lock = pairLock(senderHalf, bytesOf(publicKey), { both, boundTo: `${label} ${vault.keyId}` })
  const { nonce, sealed } = seal(Buffer.from(key, 'hex'), lock, random)
  return { mark: markOf(key, label, publicKey), sender: text(sender), keyNonce: nonce, sealedKey: sealed }
}

/** Makes a box for a password. */
export async function makeBox(owner: Owner, secret: BoxSecret, made: Put & { readonly strength: Strength }): Promise<KeyBox> {
  const raw = Buffer.from(made.random.bytes(32))
  const publicKey = text(rawPublic(secretHalf(raw)))
  const salt = text(made.random.bytes(16))
  const { memoryKib, passes, lanes } = made.strength
  const lock = await passwordLock(secret, { ...made.strength, salt }, labelOf(made.vault.vaultId, owner))
  const own = seal(raw, lock, made.random)
  raw.fill(0)
  return { kind: 'box', ...owner, memoryKib, passes, lanes, salt, ...own, publicKey, ...putKey(owner, publicKey, made) }
}

/** The vault's key in hexadecimal; null when the password, or the secret of this computer, does not fit. */
export async function openBox(box: KeyBox, secret: BoxSecret, vault: BoxVault): Promise<string | null> {
  const label = labelOf(vault.vaultId, box)
  const raw = unseal(box, await passwordLock(secret, box, label))
  if (raw === null) return null
  const both = Buffer.concat([bytesOf(box.sender), bytesOf(box.publicKey)])
  const lock = pairLock(secretHalf(raw), bytesOf(box.sender), { both, boundTo: `${label} ${vault.keyId}` })
  raw.fill(0)
  return unseal({ nonce: box.keyNonce, sealed: box.sealedKey }, lock)?.toString('hex') ?? null
}

/** Puts a new key of the vault into a box without its password; null when the box was meddled with. */
export function refillBox(box: KeyBox, oldKey: string, next: Put): KeyBox | null {
  const mark = Buffer.from(markOf(oldKey, labelOf(next.vault.vaultId, box), box.publicKey), 'hex')
  if (!timingSafeEqual(mark, Buffer.from(box.mark, 'hex'))) return null
  return { ...box, ...putKey(box, box.publicKey, next) }
}
