import { describe, expect, it } from 'vitest'
import { appSecretProof, verifySignature } from './signature.ts'

// Computed with OpenSSL, e.g. `printf '%s' '{"a":1}' | openssl dgst -sha256 -hmac s3cret`.
const plain = '{"a":1}'
const plainSignature = 'sha256=5910e62016ef5034272c926c27071992a465c2335cecf41851bda071577f4f6d'
const escaped = '{"text":"\\u60a8\\u597d"}'
const escapedSignature = 'sha256=4263b9801e901e78c3b90d5718852c4cefda3a200b8e143283342b480489c73a'
const bytes = (text: string) => Buffer.from(text)

describe('the signature of an event', () => {
  it('is right for the raw bytes, also where Meta escaped the letters', () => {
    expect(verifySignature(bytes(plain), plainSignature, ['s3cret'])).toBe(true)
    expect(verifySignature(bytes(escaped), escapedSignature, ['s3cret'])).toBe(true)
  })

  it('is wrong for the same JSON written another way', () => {
    expect(verifySignature(bytes(JSON.stringify(JSON.parse(escaped))), escapedSignature, ['s3cret'])).toBe(false)
    expect(verifySignature(bytes('{ "a": 1 }'), plainSignature, ['s3cret'])).toBe(false)
  })

  it('is accepted from the old and the new secret while one replaces the other', () => {
    expect(verifySignature(bytes(plain), plainSignature, ['newer', 's3cret'])).toBe(true)
    expect(verifySignature(bytes(plain), plainSignature, ['s3cret', 'newer'])).toBe(true)
    expect(verifySignature(bytes(plain), plainSignature, ['newer'])).toBe(false)
  })

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['of an older kind', plainSignature.replace('sha256=', 'sha1=')],
    ['too short', plainSignature.slice(0, -2)],
    ['too long', `${plainSignature}00`],
    ['without its kind', plainSignature.slice(7)],
    ['not hexadecimal', `sha256=${'z'.repeat(64)}`],
  ])('is refused when it is %s', (_name, header) => {
    expect(verifySignature(bytes(plain), header, ['s3cret'])).toBe(false)
  })

  it('is refused without any secret, and an empty secret signs nothing', () => {
    expect(verifySignature(bytes(plain), plainSignature, [])).toBe(false)
    expect(verifySignature(bytes(plain), 'sha256=e0baad27ae5335a93e2979e6693e7630de7d66b4d5bfd687cdbf1f0018f79cb8', [''])).toBe(false)
  })

  it('matches the proof that Meta asks for', () => {
    expect(appSecretProof('s3cret', 'EAAtoken')).toBe('996747eb387311f6eef873d7e2bee192a7bc191ebdab0ce8129d81ae8223c24c')
  })
})
