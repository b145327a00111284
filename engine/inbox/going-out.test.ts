import { expect, it } from 'vitest'
import { inboundOf, quietShop, receive, say, valueOf } from '../../test/support/chat-shop.ts'

it('counts the messages that wait for the internet and go out by themselves', async () => {
  const shop = await quietShop()
  const customerId = receive(shop, inboundOf({ wamid: 'wamid.1', at: shop.clock.now() - 1000 }))
  expect(valueOf(await shop.call('inbox.counts', {})).goingOut).toBe(0)
  valueOf(await say(shop, customerId, ['有的']))
  valueOf(await say(shop, customerId, ['要幾罐？']))
  expect(valueOf(await shop.call('inbox.counts', {})).goingOut).toBe(2)
})
