// Pictures of the screens of inbox, broadcasts, coupons, raffles and reports for eyes, in any language, theme, size and zoom.
//   --looks zh-TW-light,zh-TW-dark   languages and themes that each screen is taken in
//   --words en-XA|ar-XB              a language that nobody speaks instead of the locales
//   --scenes times,wizard,running,coupons,raffle,around,automations,quickReplies,customers,imports,audit,privacy,inbox,missed,offline,emptyInbox,restore,session   which screens (all)
//   --size 1366x768, --zoom 1, --pictures shots/looks
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { expect, launchApp, type OpenApp } from '../support/app/index.ts'
import { handOn, openDemo } from '../support/hand/index.ts'
import { audit } from './looks/audit.ts'
import { automations, quickReplies } from './looks/automations.ts'
import { cameraOf, type Camera, type Look } from './looks/camera.ts'
import { customers } from './looks/customers.ts'
import { emptyInbox, inbox, inboxSettings, offline } from './looks/inbox.ts'
import { imports } from './looks/imports.ts'
import { missed, planToMiss } from './looks/missed.ts'
import { around, coupons, raffle } from './looks/shop.ts'
import { privacy } from './looks/privacy.ts'
import { session } from './looks/session.ts'
import { restoreOnCleanProfile } from './restore.ts'
import type { Stage } from './looks/stage.ts'
import { times } from './looks/times.ts'
import { running, wizard } from './looks/wizard.ts'

const { values } = parseArgs({
  options: {
    looks: { type: 'string', default: 'zh-TW-light' },
    words: { type: 'string', default: '' },
    scenes: {
      type: 'string',
      default:
        'times,wizard,running,coupons,raffle,around,automations,quickReplies,customers,imports,audit,privacy,inbox,missed,offline,emptyInbox,restore,session',
    },
    size: { type: 'string', default: '1366x768' },
    zoom: { type: 'string', default: '1' },
    pictures: { type: 'string', default: join('shots', 'looks') },
  },
})
const scenes: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  times,
  wizard,
  running,
  coupons,
  raffle,
  around,
  automations,
  quickReplies,
  audit,
  customers,
  imports,
  privacy,
  inbox,
  inboxSettings,
  missed,
  offline,
  emptyInbox,
  restore,
  session,
}
const looks = (values.words === '' ? values.looks : values.looks.replaceAll(/zh-TW|zh-CN/gu, 'en')).split(',').map((look): Look => {
  const cut = look.lastIndexOf('-')
  return { locale: look.slice(0, cut), theme: look.slice(cut + 1) === 'dark' ? 'dark' : 'light' }
})

async function open(dataFolder: string): Promise<OpenApp> {
  const parameters = ['--force-device-scale-factor=1', ...(values.words === '' ? [] : [`--words=${values.words}`])]
  const shop = await launchApp({ simulatorOptions: ['--tempo=demo'], parameters, dataFolder })
  const [width = 1366, height = 768] = values.size.split('x').map(Number)
  await shop.app.evaluate(
    ({ BrowserWindow }, size) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.setContentSize(size.width, size.height)
      window?.webContents.setZoomFactor(size.zoom)
    },
    { width, height, zoom: Number(values.zoom) },
  )
  await shop.call('shell.setPreferences', { locale: (looks[0]?.locale ?? 'en') as never, theme: 'light', undoSendMs: 0 })
  return shop
}

function cameraFor(shop: OpenApp): Camera {
  const suffix = [values.words, values.size === '1366x768' ? '' : values.size, values.zoom === '1' ? '' : `zoom${values.zoom}`]
  return cameraOf(shop, { folder: resolve(values.pictures), looks, suffix: suffix.filter((part) => part !== '').join('-') })
}

const stageOf = (shop: OpenApp): Stage => ({ shop, hand: handOn(shop.page), camera: cameraFor(shop) })

/** A backup, and its restore on a computer that never saw the shop: in apps of their own. */
async function restore(): Promise<void> {
  const folders: string[] = []
  const openClean = (): Promise<OpenApp> => {
    const folder = mkdtempSync(join(tmpdir(), 'shopbell-looks-'))
    folders.push(folder)
    return open(folder)
  }
  await restoreOnCleanProfile({ open: openClean, take: (shop, name) => cameraFor(shop).take(name) })
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

/** One scene after the other; one that stops leaves a picture and lets the others go on. */
async function walk(names: readonly string[], dataFolder: string): Promise<void> {
  const begunAt = Date.now()
  let shop = await open(dataFolder)
  await openDemo(handOn(shop.page))
  // Closing the shop takes a part of what opening it took, on any machine.
  const inMs = Math.max(5_000, Date.now() - begunAt)
  for (const name of names) {
    if (name === 'missed') {
      const latestAt = await planToMiss({ shop }, inMs)
      await shop.close()
      await expect.poll(() => Date.now()).toBeGreaterThan(latestAt)
      shop = await open(dataFolder)
    }
    try {
      if (scenes[name] === undefined) throw new Error('there is no such scene')
      await scenes[name](stageOf(shop))
      process.stdout.write(`${name}: done\n`)
    } catch (error) {
      process.exitCode = 1
      await shop.page.screenshot({ path: join(resolve(values.pictures), `stopped-${name}.png`) })
      process.stdout.write(`${name}: stopped: ${error instanceof Error ? error.message : String(error)}\n`)
      await shop.page.keyboard.press('Escape')
    }
  }
  for (const error of shop.pageErrors) process.stdout.write(`the window reported: ${error}\n`)
  await shop.close()
}

const dataFolder = mkdtempSync(join(tmpdir(), 'shopbell-looks-'))
try {
  await walk(values.scenes.split(','), dataFolder)
} finally {
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}
