import { expect, it } from 'vitest'
import { isNewEnough, prepareNewerNode } from './newer-node.mjs'

it.each([
  ['v24.21.0', true],
  ['v22.18.0', true],
  ['23.6.0', true],
  ['v22.17.9', false],
  ['v20.20.2', false],
  ['v8.0.0', false],
])('%s is new enough: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected)
})

it('finds a Node that runs TypeScript files', async () => {
  const found = await prepareNewerNode()
  expect(found.ok && isNewEnough(/v[\d.]+/.exec(found.detail)?.[0] ?? '')).toBe(true)
})
