import { expect } from '../../support/app/index.ts'
import type { Stage } from './stage.ts'

const QUESTIONS = ['請問你們幾點營業？', '今天有營業嗎', '店在哪裡？怎麼去', '可以刷卡嗎，怎麼付款', '我要找真人']

/** Lets people of the demo shop write, as their phones would. */
async function writeToShop({ shop }: Stage, texts: readonly string[]): Promise<void> {
  const status = await shop.call('connection.status', {})
  const base = `${status.ok ? (status.value?.baseUrl ?? '') : ''}/simulator`
  const people = (await (await fetch(`${base}/people?limit=20`)).json()) as { readonly data: readonly { readonly digits: string }[] }
  for (const [at, text] of texts.entries())
    await fetch(`${base}/say`, {
      method: 'POST',
      body: JSON.stringify({ from: `+${people.data[at + 6]?.digits ?? ''}`, text }),
      headers: { 'content-type': 'application/json' },
    })
}

/** Puts away what slid in at the bottom. */
async function clearNotices({ hand }: Stage): Promise<void> {
  const notices = hand.at('app-toast')
  for (let left = await notices.count(); left > 0; left -= 1) await notices.first().getByRole('button').last().click()
}

/** What answers by itself: answers by words with the tester, guided questions, a survey, who takes over, and doubtful wishes. */
export async function automations(stage: Stage): Promise<void> {
  const { hand, camera } = stage
  await hand.click('sidebar-automations')
  await hand.click(hand.page.locator('[data-kind="keywords"]').getByTestId('automation-row-open'))
  await writeToShop(stage, [...QUESTIONS, 'please stop sending me the blue ones'])
  await expect(hand.at('automation-use').first()).toBeVisible()
  await hand.type('automation-try-text', '請問週日營業嗎？')
  await hand.see('automation-try-winner')
  await clearNotices(stage)
  await camera.take('S16-automations')
  await hand.click('automation-try-others')
  await camera.take('automations-tried')
  await hand.click('automation-new')
  await camera.take('automations-new')
  await hand.click('automation-new-flow')
  await hand.choose('automation-step-answer', /點選|点选|tap/u)
  await hand.click('automation-step-add')
  await camera.take('automations-flow')
  await hand.click(hand.page.locator('[data-kind="survey"]').getByTestId('automation-row-open'))
  await hand.see('automation-report')
  await camera.take('automations-survey')
  await hand.click(hand.page.locator('[data-kind="away"]').getByTestId('automation-row-open'))
  await hand.click('automation-special-add')
  await camera.take('automations-away')
  await hand.click('automation-open-rules')
  await hand.see('automation-rules')
  await camera.take('automations-rules')
  await hand.click('automation-open-doubts')
  await hand.see('automation-doubt')
  await camera.take('automations-doubts')
  await hand.click('automations-pause')
  await camera.take('automations-paused')
  await hand.click('automations-pause')
  await hand.click(hand.page.locator('[data-kind="survey"]').getByTestId('automation-row-open'))
  await hand.type('automation-try-customer', '陳')
  await hand.click(hand.at('automation-try-person').first())
  await hand.see('automation-try-due-window')
  await clearNotices(stage)
  await hand.at('automation-name').scrollIntoViewIfNeeded()
  await camera.take('automations-survey-tried')
}

/** Quick replies: the list, one with a second language, a file and products, and the table that comes in. */
export async function quickReplies({ shop, hand, camera }: Stage): Promise<void> {
  await shop.call('quickReply.save', {
    shortcut: 'menu',
    title: '茶單',
    text: '{{name|您}}好，這是我們的茶單。',
    translations: [{ language: 'en', text: 'Hello {{name|there}}, here is our list of teas.' }],
    retailerIds: ['TEA-001'],
  })
  await hand.click('sidebar-templates')
  await hand.click(hand.page.getByRole('tab', { name: /快速回覆|Quick replies|快捷回复/u }).first())
  await hand.see('quick-replies-table')
  await camera.take('quick-replies')
  await hand.click(hand.page.getByRole('row').filter({ hasText: '茶單' }).getByTestId('quick-replies-edit'))
  await hand.at('quick-reply-dialog-files').setInputFiles('docs/pictures/report.png')
  await hand.see('quick-reply-dialog-file')
  await camera.take('quick-reply-dialog')
  await hand.press('Escape')
  await hand.click('quick-replies-import')
  await camera.take('quick-reply-import')
  await hand.press('Escape')
}
