import { expect } from '../../support/app/index.ts'
import type { Stage } from './stage.ts'

/** The list of customers with own facts, one customer with what proves their consent, a merge, and places with their poster. */
export async function customers({ shop, hand, camera }: Stage): Promise<void> {
  const size = await shop.call('customer.saveField', { label: '茶具偏好', kind: 'choice', choices: ['蓋碗', '紫砂壺'], isColumn: true })
  const member = await shop.call('customer.saveField', { label: '會員編號', kind: 'text', isColumn: true })
  if (!size.ok || !member.ok) throw new Error('the facts were not saved')
  const found = await shop.call('customer.list', { search: '陳美玲' })
  const mei = found.ok ? found.value.customers[0] : undefined
  if (mei === undefined) throw new Error('the demo shop has nobody of that name')
  const { customerId } = mei
  const fields = [
    { fieldId: size.value.fieldId, value: '蓋碗' },
    { fieldId: member.value.fieldId, value: 'T-10086' },
  ]
  await shop.call('customer.save', { customerId, addressAs: '陳小姐', note: '喜歡清香型烏龍', fields })
  const wording = '美玲茶行可以用 WhatsApp 傳送優惠與消息給您。隨時回覆「停止」即可取消。'
  await shop.call('customer.recordConsent', { customerId, decision: 'yes', source: 'paper-form', detail: '2 號收銀台', wording })
  await shop.call('customer.save', {
    phone: '+886912345687',
    name: '陳美玲',
    tags: ['老客戶'],
    fields: [{ fieldId: member.value.fieldId, value: 'T-10086' }],
  })
  await hand.click('sidebar-customers')
  // Likely pairs are looked for in the background.
  await expect(hand.at('customer-list-twice')).toBeVisible()
  await camera.take('S11-customers')
  await extremes({ shop, hand, camera })
  await hand.click('sidebar-customers')
  await hand.click('customer-list-twice-show')
  await hand.see('customer-twice-pair')
  await camera.take('customers-twice')
  await hand.click('customer-twice-merge')
  await hand.see('customer-merge-table')
  await camera.take('customer-merge')
  await hand.press('Escape')
  await hand.click('sidebar-customers')
  await hand.type('customer-list-search', '12345678')
  await expect(hand.at('customer-list-row')).toHaveCount(1)
  await hand.click('customer-list-open')
  await hand.see('customer-timeline-entry')
  await camera.take('S12-customer')
  await hand.click('customer-consent-text')
  await camera.take('customer-consent-text')
  await hand.press('Escape')
  await hand.click('sidebar-customers')
  await hand.click('customer-list-more-menu')
  await hand.click(hand.page.getByRole('menuitem').nth(1))
  await hand.see('customer-field')
  await camera.take('customer-fields')
  await hand.click('sidebar-customers')
  await hand.click('customer-list-more-menu')
  await hand.click(hand.page.getByRole('menuitem').first())
  await hand.see('consent-places-none')
  await camera.take('consent-places-none')
  await hand.click('consent-places-add')
  await hand.type('consent-place-name', '2 號收銀台')
  await expect(hand.at('consent-place-keyword')).not.toHaveValue('')
  await camera.take('consent-place')
  await hand.click('consent-place-save')
  await hand.see('consent-poster-sheet')
  await camera.take('consent-poster')
  await hand.press('Escape')
}

/** Very long names, names of other writings, and somebody whose data must not be used. */
async function extremes({ shop, hand, camera }: Stage): Promise<void> {
  const people = [
    { phone: '+966501234567', name: 'محمد عبد الرحمن الفهد', tags: ['زبون دائم'] },
    { phone: '+5511987654321', name: 'Maria Aparecida de Albuquerque Cavalcanti e Vasconcelos Neta' },
    { phone: '+886922333444', name: '👩‍👩‍👧‍👦🌸 小花' },
    { phone: '+12025550199', name: 'Ana S.' },
  ]
  for (const person of people) {
    const saved = await shop.call('customer.save', person)
    if (saved.ok && person.name === 'Ana S.')
      await shop.call('customer.restrict', { customerId: saved.value.customerId, isRestricted: true, why: 'address is wrong' })
  }
  await hand.click('sidebar-customers')
  await hand.see('customer-list-restricted')
  await camera.take('customers-names')
  await hand.click('customer-groups-restricted')
  await expect(hand.at('customer-list-row')).toHaveCount(1)
  await camera.take('customers-restricted')
  await hand.click('customer-list-open')
  await hand.see('customer-restricted')
  await camera.take('customer-restricted')
}
