// Pictures of the screens of broadcasts, coupons, raffles and reports for eyes, in any language, theme, size and zoom.
//   --looks zh-TW-light,zh-TW-dark   languages and themes that each screen is taken in
//   --words en-XA|ar-XB              a language that nobody speaks instead of the locales
//   --scenes times,wizard,running,coupons,raffle,around,automations,missed   which screens (all)
//   --size 1366x768, --zoom 1, --pictures shots/looks
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { launchApp, type OpenApp } from '../support/app/index.ts'
import { handOn, openDemo } from '../support/hand/index.ts'
import { automations } from './looks/automations.ts'
import { cameraOf, type Look } from './looks/camera.ts'
import { missed, planToMiss } from './looks/missed.ts'
import { around, coupons, raffle } from './looks/shop.ts'
import type { Stage } from './looks/stage.ts'
import { times } from './looks/times.ts'
import { running, wizard } from './looks/wizard.ts'

const { values } = parseArgs({
  options: {
    looks: { type: 'string', default: 'zh-TW-light' },
    words: { type: 'string', default: '' },
    scenes: { type: 'string', default: 'times,wizard,running,coupons,raffle,around,automations,missed' },
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
  missed,
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
  shop.page.setDefaultTimeout(20_000)
  await shop.call('shell.setPreferences', { locale: (looks[0]?.locale ?? 'en') as never, theme: 'light', undoSendMs: 0 })
  return shop
}

const stageOf = (shop: OpenApp): Stage => {
  const suffix = [values.words, values.size === '1366x768' ? '' : values.size, values.zoom === '1' ? '' : `zoom${values.zoom}`]
  const camera = cameraOf(shop, { folder: resolve(values.pictures), looks, suffix: suffix.filter((part) => part !== '').join('-') })
  return { shop, hand: handOn(shop.page), camera }
}

/** One scene after the other; one that stops leaves a picture and lets the others go on. */
async function walk(names: readonly string[], dataFolder: string): Promise<void> {
  let shop = await open(dataFolder)
  await openDemo(handOn(shop.page))
  for (const name of names) {
    if (name === 'missed') {
      await planToMiss({ shop })
      await shop.close()
      shop = await open(dataFolder)
    }
    try {
      await scenes[name]?.(stageOf(shop))
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
