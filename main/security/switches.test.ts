import { describe, expect, it } from 'vitest'
import { findHostileSwitches } from './switches.ts'

const given = (switches: Readonly<Record<string, string>>) =>
  findHostileSwitches(
    (name) => name in switches,
    (name) => switches[name] ?? '',
  )

describe('hostile switches', () => {
  it('lets an ordinary start through', () => {
    expect(given({})).toEqual([])
    expect(given({ 'user-data-dir': '/home/ann/.config/Shopbell', lang: 'zh-TW', 'password-store': 'gnome-libsecret' })).toEqual([])
  })

  it.each([
    'remote-debugging-port',
    'remote-debugging-pipe',
    'no-sandbox',
    'disable-web-security',
    'ignore-certificate-errors',
    'ignore-certificate-errors-spki-list',
    'host-rules',
    'host-resolver-rules',
    'proxy-server',
    'js-flags',
    'log-net-log',
    'load-extension',
    'inspect',
  ])('refuses --%s', (name) => {
    expect(given({ [name]: '' })).toEqual([name])
  })

  it('S-03: refuses a keychain that keeps secrets in plain text, and only that one', () => {
    expect(given({ 'password-store': 'basic' })).toEqual(['password-store=basic'])
  })

  it('names every one that was given', () => {
    expect(given({ 'no-sandbox': '', 'js-flags': '--expose-gc' })).toEqual(['no-sandbox', 'js-flags'])
  })
})
