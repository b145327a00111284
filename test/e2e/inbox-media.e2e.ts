import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { makeSampleFile } from '../../simulator/behaviour/sample-files/index.ts'
import { Scanner } from '../canary/scan.ts'
import { answerSaveDialog, type OpenApp } from '../support/app/index.ts'
import { violationsOf } from '../support/axe.ts'
import { dropFiles, openNumberPage, realNumberTest as test, type Hand } from '../support/hand/index.ts'
import type { SimulatorProcess } from '../support/simulator-process.ts'
import { standStill } from '../support/stand-still.ts'

test.use({ launch: { parameters: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] } })

/** Stands in the bytes of each file; it may be found nowhere on the disk. */
const MARKER = 'CANARY-of-a-kept-file-7391'
const photo = Buffer.concat([makeSampleFile('image').bytes, Buffer.from(MARKER)])

async function shoot(hand: Hand, name: string): Promise<void> {
  mkdirSync('shots/inbox', { recursive: true })
  await standStill(hand.page)
  await hand.page.screenshot({ path: `shots/inbox/media-${name}.png` })
}

/** A connected shop with one chat open, whose customer has just sent a photo. */
async function openChatWithPhoto(hand: Hand, shop: OpenApp, meta: SimulatorProcess) {
  const tunnel = await openNumberPage(hand, shop, meta)
  const people = (await meta.control('GET', '/simulator/people?limit=1')) as { readonly data: readonly { readonly digits: string }[] }
  const from = `+${people.data[0]?.digits}`
  const send = (kind: string, wish: object) => meta.control('POST', `/simulator/events/${kind}`, { from, ...wish })
  await send('image', { base64: photo.toString('base64'), caption: 'This one, please' })
  await hand.click('sidebar-inbox')
  await hand.click(hand.at('inbox-list-row').filter({ hasText: 'This one, please' }))
  await hand.see('inbox-conversation')
  return { tunnel, send }
}

/** Every file of the app that holds the marker: vault, caches, databases, temporary files. The app runs, so files come and go meanwhile. */
function tracesIn(folder: string): readonly string[] {
  const scanner = new Scanner([{ what: MARKER, bytes: Buffer.from(MARKER) }])
  scanner.folder(folder)
  const { finds, files } = scanner.result()
  expect(files).toBeGreaterThan(5)
  return finds.map(({ place }) => place)
}

/** Pastes a picture as the system hands one over that lies in no file. */
const paste = (hand: Hand, base64: string): Promise<void> =>
  hand.at('inbox-composer-text').evaluate((box, bytes) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], 'image.png', { type: 'image/png' }))
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }))
  }, base64)

test('shows and saves a photo, and sends what was pasted and dropped once there is a line again', async ({ shop, hand, meta }) => {
  const { tunnel, send } = await openChatWithPhoto(hand, shop, meta)
  await hand.click('media-photo')
  const large = hand.at('media-viewer-photo')
  await expect.poll(() => large.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(160)
  await hand.press('+')
  await expect(large).toHaveAttribute('data-zoom', '1')
  await shoot(hand, 'viewer')
  await hand.press('Escape')
  const saved = join(shop.dataFolder, '..', `saved-${Date.now()}.png`)
  await send('document', { fileName: 'prices\u202Efdp.exe', base64: Buffer.from('MZ').toString('base64') })
  await send('voice', {})
  await send('video', {})
  await expect(hand.at('media-player')).toHaveAttribute('data-length', /^[23]\.\d$/)
  await expect(hand.at('media-bubble').filter({ hasText: 'pricesfdp.exe' })).toContainText('may be dangerous')
  await answerSaveDialog(shop.app, saved)
  await hand.click(hand.at('media-bubble').filter({ hasText: 'pricesfdp.exe' }).getByTestId('media-save'))
  await hand.click('media-risk-save')
  await expect.poll(() => (existsSync(saved) ? readFileSync(saved, 'utf8') : '')).toBe('MZ')
  // No line: Meta is away.
  await meta.control('POST', '/simulator/faults', { error503: 1, onReads: 1 })
  await paste(hand, Buffer.from(makeSampleFile('image').bytes).toString('base64'))
  await expect(hand.at('media-attached')).toHaveCount(1)
  const pdf = join(shop.dataFolder, '..', `menu-${Date.now()}.pdf`)
  writeFileSync(pdf, makeSampleFile('document').bytes)
  await dropFiles(shop, [pdf], async () => {
    await expect(hand.at('media-veil')).toContainText('Nothing is sent yet')
    await shoot(hand, 'drop')
  })
  await expect(hand.at('media-attached')).toHaveCount(2)
  await hand.type('media-caption', 'Our menu')
  await shoot(hand, 'attached')
  expect(await violationsOf(hand.page)).toEqual([])
  await hand.click('media-send')
  await expect(hand.at('media-bar')).toBeHidden()
  await meta.control('POST', '/simulator/faults', { error503: 0, onReads: 0 })
  const own = hand.page.locator('[data-testid="inbox-bubble"]:not([data-state="received"])')
  await expect(own).toHaveCount(2)
  for (const index of [0, 1]) await expect(own.nth(index)).toHaveAttribute('data-state', /delivered|read/)
  const sent = JSON.stringify(await meta.control('GET', '/simulator/ledger'))
  for (const kind of ['image', 'document']) expect(sent.match(new RegExp(`"type":"${kind}"`, 'g')) ?? [], kind).toHaveLength(1)
  await shoot(hand, 'chat')
  expect(tracesIn(shop.dataFolder)).toEqual([])
  await tunnel.close()
})

/** A player says 0.0 until it has read how long its sound is. */
const known = /^(?!0\.0)\d+\.\d$/

test('records a voice note, plays it first, and sends it as Opus in Ogg', async ({ shop, hand, meta }) => {
  const { tunnel } = await openChatWithPhoto(hand, shop, meta)
  const begunAt = performance.now()
  await hand.click('media-voice')
  const step = hand.at('media-voice-step')
  await expect(step).toHaveAttribute('data-step', /recording|trouble/)
  test.skip((await step.getAttribute('data-trouble')) === 'no-encoder', 'this Electron can not encode Opus')
  await expect(step).toHaveAttribute('data-step', 'recording')
  await expect(step.getByRole('timer')).toContainText(/^0:(?!00)/)
  await shoot(hand, 'recording')
  await hand.click('media-voice-stop')
  const before = hand.at('media-voice-dialog').getByTestId('media-player')
  await expect(before).toHaveAttribute('data-length', known)
  const seconds = Number(await before.getAttribute('data-length'))
  // A second was shown while it recorded, and nothing is longer than the recording was.
  expect(seconds).toBeGreaterThanOrEqual(1)
  expect(seconds).toBeLessThanOrEqual((performance.now() - begunAt) / 1_000)
  await hand.click('media-voice-send')
  const own = hand.page.locator('[data-testid="inbox-bubble"]:not([data-state="received"])')
  await expect(own).toHaveAttribute('data-state', /delivered|read/)
  await expect(own.getByTestId('media-player')).toHaveAttribute('data-length', known)
  expect(Math.abs(Number(await own.getByTestId('media-player').getAttribute('data-length')) - seconds)).toBeLessThan(0.3)
  await shoot(hand, 'voice')
  await tunnel.close()
})
