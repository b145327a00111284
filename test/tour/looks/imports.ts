import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importPeople } from '../../support/hand/index.ts'
import type { Stage } from './stage.ts'

const PEOPLE = `姓名,手機,標籤,同意
林志明,0912 800 001,老客戶,是
蔡氏茶行,0912 800 002,批發,是
Ngozi Adebayo-Smith,+44 7700 900 123,,否
王大同,8.8E+11,,是
`

/** A list with a column that says who agreed, step by step, and what was imported before. */
export async function imports({ shop, hand, camera }: Stage): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-looks-'))
  const file = join(folder, 'people.csv')
  writeFileSync(file, PEOPLE)
  await hand.click('sidebar-customers')
  const onStep = (step: string): Promise<void> => camera.take(`import-${step}`)
  await importPeople(hand, shop.app, { file, agreedOn: '2026-03-03', detail: '2 號收銀台', onStep })
  rmSync(folder, { recursive: true })
  await hand.press('Escape')
  await hand.click('customer-list-more-menu')
  await hand.click(hand.page.getByRole('menuitem').nth(2))
  await hand.see('customer-imports-one')
  await camera.take('imports')
}
