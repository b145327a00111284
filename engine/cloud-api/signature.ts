import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Says whether Meta signed these bytes with one of the app secrets (two while a secret is being replaced).
 * Works on the raw bytes before anything is parsed, because re-serialised JSON has another signature; takes the same
 * time wherever the signatures differ.
 * @param header value of X-Hub-Signature-256, `sha256=` and 64 hexadecimal digits
 * @source reference part 8.1, row delivery
 */
export function verifySignature(rawBody: Uint8Array, header: string | undefined, appSecrets: readonly string[]): boolean {
  const given = header === undefined ? null : /^sha256=([0-9a-f]{64})$/i.exec(header)
  if (given === null) return false
  const signature = Buffer.from(given[1] ?? '', 'hex')
  let matches = false
  // An empty secret would let anybody sign.
  for (const secret of appSecrets.filter((text) => text !== '')) {
    const expected = createHmac('sha256', secret).update(rawBody).digest()
    if (timingSafeEqual(expected, signature)) matches = true
  }
  return matches
}

/** Proof that the caller knows the app secret, sent beside the key. @source reference part 1, app secret */
export const appSecretProof = (appSecret: string, token: string): string => createHmac('sha256', appSecret).update(token).digest('hex')
