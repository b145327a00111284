import { describe, expect, it } from 'vitest'
import { isTrustedSender } from './sender-check.ts'

const ours = { url: 'app://bundle/index.html#/inbox', isMainFrame: true, isKnownWindow: true }

describe('who is listened to', () => {
  it('listens to the top frame of a window of ours that shows our pages', () => {
    expect(isTrustedSender(ours)).toBe(true)
    expect(isTrustedSender({ ...ours, url: 'app://bundle/' })).toBe(true)
  })

  it('does not listen to a frame inside the page', () => {
    expect(isTrustedSender({ ...ours, isMainFrame: false })).toBe(false)
  })

  it('does not listen to a window that it did not make', () => {
    expect(isTrustedSender({ ...ours, isKnownWindow: false })).toBe(false)
  })

  it.each([
    undefined,
    '',
    'about:blank',
    'about:srcdoc',
    'data:text/html,x',
    'blob:app://bundle/1',
    'file:///app/index.html',
    'https://bundle/index.html',
    'app://main/index.html',
    'app://bundle.evil/index.html',
    'app://bundle:1/index.html',
    'app://x@bundle/index.html',
    'app:bundle',
    'http://localhost:5173/',
    'not an address',
  ])('does not listen to %j', (url) => {
    expect(isTrustedSender({ ...ours, url })).toBe(false)
  })
})
