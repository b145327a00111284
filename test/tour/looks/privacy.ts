import type { Stage } from './stage.ts'

/** Where data lies and how long, requests, backups, people and lock, what the app is; then export and erasure of one customer. */
export async function privacy({ shop, hand, camera }: Stage): Promise<void> {
  const asked = await shop.call('customer.list', { search: 'Ana Souza' })
  const customerId = asked.ok ? asked.value.customers[0]?.customerId : undefined
  if (customerId === undefined) throw new Error('the demo shop has nobody of that name')
  await shop.call('privacy.saveRequest', { kind: 'copy', customerId, note: '在櫃台口頭提出，出示了身分證。' })
  await hand.press('Escape')
  await hand.click('sidebar-settings')
  await hand.click('settings-privacy')
  await hand.see('privacy-retention')
  await camera.take('privacy')
  await hand.see('privacy-requests-list')
  for (const part of ['privacy-requests', 'privacy-exports', 'privacy-suppressed', 'privacy-papers', 'privacy-check-receipt'])
    await camera.take(part, hand.at(part))
  await hand.click(hand.at('privacy-requests-list').getByRole('button').first())
  await camera.take('privacy-request')
  await hand.press('Escape')
  for (const page of ['backup', 'people', 'about']) {
    await hand.click(`settings-${page}`)
    await hand.see(`settings-page-${page}`)
    await camera.take(`settings-${page}`)
  }
  await hand.click('sidebar-customers')
  await hand.type('customer-list-search', '陳美玲')
  await hand.click(hand.page.getByRole('link', { name: '陳美玲' }).first())
  await hand.click('customer-detail-export')
  await camera.take('export')
  await hand.press('Escape')
  await hand.click('customer-detail-erase')
  await camera.take('erase')
  await hand.press('Escape')
}
