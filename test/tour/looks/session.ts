import { lockShop } from '../../support/hand/index.ts'
import type { Stage } from './stage.ts'

const PASSWORD = 'six wet umbrellas at noon'

/** The dialog of an import, then the lock: first password, people, lock screen, and the question that exports ask again. Last of all scenes. */
export async function session({ hand, shop, camera }: Stage): Promise<void> {
  await hand.press('Escape')
  await hand.click('sidebar-customers')
  await hand.click('customer-list-import')
  await hand.see('customer-import-choose')
  await camera.take('import')
  await hand.press('Escape')
  await shop.call('staff.save', { name: '王小明', role: 'staff' })
  await shop.call('session.setPassword', { newPassword: PASSWORD })
  await hand.click('sidebar-settings')
  await hand.click('settings-people')
  await hand.see('totp-begin')
  await camera.take('people')
  await lockShop(hand)
  await camera.take('lock')
}
