import { expect } from '../../support/app/index.ts'
import type { Stage } from './stage.ts'

/** The log of acts with acts of the owner and one that was refused, whether it is whole, and acts about one customer. */
export async function audit({ hand, shop, camera }: Stage): Promise<void> {
  const found = await shop.call('customer.list', { search: '陳美玲' })
  const customerId = found.ok ? found.value.customers[0]?.customerId : undefined
  if (customerId === undefined) throw new Error('there is no such customer')
  await shop.call('customer.recordConsent', { customerId, decision: 'yes', source: 'chat' })
  await shop.call('staff.save', { name: '王小明', role: 'staff' })
  await shop.call('customer.erase', { customerId, confirmation: '0000' })
  await hand.click('sidebar-settings')
  await hand.click('settings-acts')
  await hand.see('acts-row')
  await camera.take('acts')
  await hand.click('acts-check-do')
  await expect(hand.at('acts-verdict')).toHaveAttribute('data-state', 'whole')
  await camera.take('acts-whole')
  await hand.click(hand.at('acts-row').first())
  await hand.see('acts-entry')
  await camera.take('acts-entry')
  await hand.press('Escape')
  await hand.click('sidebar-customers')
  await hand.type('customer-list-search', '陳美玲')
  await hand.click(hand.page.getByRole('link', { name: '陳美玲' }).first())
  await hand.at('customer-log').scrollIntoViewIfNeeded()
  await camera.take('acts-about')
}
