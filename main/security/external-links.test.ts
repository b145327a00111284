import { describe, expect, it } from 'vitest'
import { allowExternalLink } from './external-links.ts'

const allowed: readonly (readonly [address: string, host: string])[] = [
  ['https://example.com', 'example.com'],
  ['https://example.com/', 'example.com'],
  ['https://example.com/menu?table=4#drinks', 'example.com'],
  ['https://shop.example.com.tw/a/b', 'shop.example.com.tw'],
  ['https://example.com:8443/x', 'example.com:8443'],
  ['HTTPS://EXAMPLE.COM/Path', 'example.com'],
  ['https://example.com/@shop', 'example.com'],
  ['https://example.com/?q=%20%00', 'example.com'],
  ['https://例え.テスト/', 'xn--r8jz45g.xn--zckzah'],
  ['https://аpple.com/', 'xn--pple-43d.com'],
  ['https://example.com/茶葉', 'example.com'],
]

const refused = [
  '',
  'example.com',
  '//example.com',
  'http://example.com',
  'https:',
  'https://',
  'https:///example.com',
  'https:example.com',
  'https:/example.com',
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>1</script>',
  'blob:https://example.com/1',
  'vbscript:x',
  'file:///etc/passwd',
  'file://server/share',
  'smb://server/share',
  'ftp://example.com',
  'tel:+886912345678',
  'sms:+886912345678',
  'mailto:a@example.com',
  'whatsapp://send?text=x',
  'ms-settings:privacy',
  'ms-msdt:/id',
  'search-ms:query=x',
  'steam://run/1',
  'vscode://x',
  'app://bundle/index.html',
  'about:blank',
  'chrome://gpu',
  'view-source:https://example.com',
  'https://a@example.com',
  'https://a:b@example.com',
  'https://example.com@evil.test/',
  'https://:b@example.com',
  'https://example.com\\@evil.test',
  'https://example.com\\evil',
  'https://localhost',
  'https://localhost:3000/',
  'https://intranet/',
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://[::1]/',
  'https://169.254.169.254/latest/meta-data',
  'https://exa mple.com',
  'https://example.com/a b',
  'https://example.com/\u0000',
  'https://example.com/\u202egnp.exe',
  'https://example.com/\u200b',
  'https://example.com/\r\nSet-Cookie: x',
  '\thttps://example.com',
  'https://example.com:99999/',
  'https://%00example.com/',
  `https://example.com/${'a'.repeat(2_048)}`,
]

describe('links out of the app', () => {
  it.each(allowed)('opens %j and shows %s', (address, host) => {
    expect(allowExternalLink(address)?.host).toBe(host)
  })

  it.each(refused)('refuses %j', (address) => {
    expect(allowExternalLink(address)).toBeUndefined()
  })

  it('was tried with at least 60 addresses', () => {
    expect(allowed.length + refused.length).toBeGreaterThanOrEqual(60)
  })
})
