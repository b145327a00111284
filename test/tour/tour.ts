// The guided tour: the main job from the first screen to a sent coupon, an answered question and an erased customer, done in the
// real app on the demo shop. Prints what happened, what every single person got, and where the pictures are.
//   --locale en|zh-TW|zh-CN   language of the window (zh-TW)
//   --pictures FOLDER         where the pictures go (shots/tour-<locale>)
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { launchApp, type OpenApp } from '../support/app/index.ts'
import { handOn } from '../support/hand/index.ts'
import { linesOf, recipientsOf, sumsOf } from './outcome.ts'
import { writeNewCustomers } from './people.ts'
import { picturesOf } from './pictures.ts'
import { restoreOnCleanProfile } from './restore.ts'
import { around, broadcast, customers, firstRun, inbox, leave, staysAway, type Stage } from './scenes.ts'

const { values } = parseArgs({ options: { locale: { type: 'string', default: 'zh-TW' }, pictures: { type: 'string' } } })
const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function walk(shop: OpenApp, folder: string): Promise<void> {
  const pictures = picturesOf(shop.page, resolve(values.pictures ?? join('shots', `tour-${values.locale}`)))
  const stage: Stage = { shop, hand: handOn(shop.page), pictures, folder, say: (line) => say(`  ${line}`) }
  await shop.call('shell.setPreferences', { locale: values.locale as never, theme: 'light', undoSendMs: 0 })
  const file = writeNewCustomers(folder)
  say('Tour')
  await firstRun(stage)
  await inbox(stage)
  await customers(stage, file)
  const broadcastId = await broadcast(stage)
  await leave(stage)
  await staysAway(stage, file)
  await around(stage)
  const recipients = await recipientsOf(shop, broadcastId)
  const moved = await restoreOnCleanProfile({ open: openClean, take: (other, name) => pictures.take(name, other.page) })
  say(`  moved a shop of one's own to a computer that never saw it, by backup file and recovery code: ${moved} customers came along`)
  say('What each person got')
  for (const line of linesOf(recipients)) say(`  ${line}`)
  say(`Together: ${sumsOf(recipients)}`)
  say(`${pictures.count()} pictures: ${pictures.folder}`)
  if (shop.pageErrors.length > 0) throw new Error(`the window reported errors: ${shop.pageErrors.join(' | ')}`)
}

/** An app of its own, in the size and language of the tour. */
async function openClean(): Promise<OpenApp> {
  const opened = await launchApp({ parameters: ['--force-device-scale-factor=1'] })
  await resize(opened)
  await opened.call('shell.setPreferences', { locale: values.locale as never, theme: 'light' })
  return opened
}

const resize = ({ app }: OpenApp): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.setContentSize(1366, 768)
  })

const folder = mkdtempSync(join(tmpdir(), 'shopbell-tour-'))
const shop = await launchApp({ simulatorOptions: ['--tempo=demo'], parameters: ['--force-device-scale-factor=1'] })
try {
  await resize(shop)
  await walk(shop, folder)
} catch (error) {
  await shop.page.screenshot({ path: join('shots', 'tour-stopped.png') }).catch(() => undefined)
  say(`The tour stopped: ${error instanceof Error ? error.message : String(error)}`)
  say('What the window showed then: shots/tour-stopped.png')
  process.exitCode = 1
} finally {
  await shop.close()
  rmSync(folder, { recursive: true, force: true })
}
