import { randomBytes } from 'node:crypto'

/** Strings that stand nowhere else in the world, planted as what a thief would look for. */
export type Canaries = {
  readonly token: string
  readonly appSecret: string
  readonly name: string
  /** National digits of a number, as a file would have them in any spelling. */
  readonly digits: string
  /** Written by the customer. */
  readonly inbound: string
  /** Written by the shop. */
  readonly outbound: string
  /** Noted on the customer's card. */
  readonly note: string
  /** In a draft that was never sent. */
  readonly draft: string
  readonly passphrase: string
}

/** Makes new ones. */
export function plantable(): Canaries {
  const unique = () => randomBytes(12).toString('hex')
  const digits = `9${String(10_000_000 + (randomBytes(4).readUInt32BE() % 80_000_000))}`
  return {
    token: `EAAcanary${unique()}`,
    appSecret: randomBytes(16).toString('hex'),
    name: `Kanarien ${unique()}`,
    digits,
    inbound: `Frage ${unique()}`,
    outbound: `Antwort ${unique()}`,
    note: `Notiz ${unique()}`,
    draft: `Entwurf ${unique()}`,
    passphrase: `pass ${unique()}`,
  }
}

export type Needle = { readonly what: string; readonly bytes: Buffer }

/** Every form in which a canary may lie on a disk: as it is, in UTF-16, and inside base64 at each of its three offsets. */
export function needlesOf(canaries: Canaries): Needle[] {
  return Object.entries(canaries).flatMap(([what, text]) => [
    { what, bytes: Buffer.from(text, 'utf8') },
    { what: `${what} (UTF-16)`, bytes: Buffer.from(text, 'utf16le') },
    ...[0, 1, 2].map((offset) => ({ what: `${what} (base64)`, bytes: Buffer.from(insideBase64(text, offset)) })),
  ])
}

/** The letters that the text surely makes inside base64, when so many bytes stand before it in its group of three. */
function insideBase64(text: string, offset: number): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)])
    .toString('base64')
    .replace(/=+$/, '')
  const from = offset === 0 ? 0 : offset + 1
  return encoded.slice(from, encoded.length - 1)
}
