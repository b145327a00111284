import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect } from '@playwright/test'
import { writePng } from '../../simulator/drawing/png.ts'
import { ellipse } from '../../simulator/drawing/shapes.ts'
import { sharedDemoTest } from '../support/hand/index.ts'

const pictures = resolve('shots', 'profile')

const test = sharedDemoTest.extend<{ photo: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern to see what a fixture needs
  photo: async ({}, give) => {
    const folder = mkdtempSync(join(tmpdir(), 'shopbell-e2e-'))
    const file = join(folder, 'shop.png')
    writeFileSync(file, writePng([ellipse('3b7a57', [50, 50], [40, 40])]))
    await give(file)
    rmSync(folder, { recursive: true, force: true })
  },
})

test('changes what customers see, with Meta’s limits said at the field', async ({ hand, shop }) => {
  mkdirSync(pictures, { recursive: true })
  await hand.click('sidebar-settings')
  await hand.click('settings-profile')
  await hand.see('profile-texts')
  await hand.type('profile-about', ' ')
  await hand.type('profile-website', 'ftp://tea.example')
  await hand.click('profile-texts-save')
  await expect(hand.at('profile-texts')).toContainText(/at least one character/)
  await expect(hand.at('profile-texts')).toContainText(/no web address/)
  await hand.type('profile-about', '每天現焙的好茶')
  await hand.type('profile-website', 'tea.example')
  await hand.choose('profile-vertical', 'Food and groceries')
  await hand.click('profile-texts-save')
  await expect
    .poll(async () => {
      const read = await shop.call('profile.read', { refresh: true })
      return read.ok ? read.value.profile : read.error
    })
    .toMatchObject({ about: '每天現焙的好茶', websites: ['https://tea.example'], vertical: 'GROCERY' })
  for (const [locale, theme] of [
    ['en', 'light'],
    ['zh-TW', 'dark'],
    ['zh-CN', 'light'],
  ] as const) {
    await shop.call('shell.setPreferences', { locale, theme })
    await hand.page.screenshot({ path: join(pictures, `profile-${locale}-${theme}.png`) })
  }
})

test('puts opening hours into the description with one button, and a picture on the profile', async ({ hand, shop, photo }) => {
  await hand.click('sidebar-settings')
  await hand.click('settings-profile')
  await hand.click('profile-day-1-add')
  await hand.click('profile-add-hours')
  await expect(hand.at('profile-description')).toHaveValue(/Mon 10:00–20:00/)
  const chooser = hand.page.waitForEvent('filechooser')
  await hand.click('profile-picture-choose')
  await (await chooser).setFiles(photo)
  await expect(hand.page.getByRole('img', { name: /as customers see it/ })).toBeVisible()
  await expect
    .poll(async () => {
      const read = await shop.call('profile.read', {})
      return read.ok && read.value.hours
    })
    .toEqual([{ day: 1, opens: '10:00', closes: '20:00' }])
})

test('makes a link with a ready text, shows its QR code, and removes it', async ({ hand }) => {
  await hand.click('sidebar-settings')
  await hand.click('settings-profile')
  await hand.click('profile-links-new')
  await hand.type('profile-link-text', '我想收到優惠')
  await hand.click('profile-link-save')
  const row = hand.at('profile-links').getByRole('listitem').filter({ hasText: '我想收到優惠' })
  await hand.click(row.getByTestId('profile-link-show'))
  await expect(hand.page.getByRole('img', { name: /我想收到優惠/ })).toBeVisible()
  await hand.page.screenshot({ path: join(pictures, 'link-code.png') })
  await hand.press('Escape')
  await hand.click(row.getByRole('button', { name: /Remove/ }))
  await hand.click('profile-link-remove-sure')
  await expect(row).toHaveCount(0)
})

test.describe('in a shop without a picture', () => {
  test.use({ sharesApp: false })
  test('keeps what was typed while a picture is put on, and keeps the cursor where hours are changed', async ({ hand, shop, photo }) => {
    await hand.click('sidebar-settings')
    await hand.click('settings-profile')
    await hand.type('profile-description', 'Half a sentence that is not sav')
    const chooser = hand.page.waitForEvent('filechooser')
    await hand.click('profile-picture-choose')
    await (await chooser).setFiles(photo)
    await expect(hand.page.getByRole('img', { name: /as customers see it/ })).toBeVisible()
    await expect(hand.at('profile-description')).toHaveValue('Half a sentence that is not sav')
    await hand.click('profile-day-2-add')
    const [opens, closes] = [0, 1].map((at) => hand.at('profile-day-2').getByRole('textbox').nth(at))
    await opens?.fill('9:30')
    await hand.press('Tab')
    await expect
      .poll(async () => {
        const read = await shop.call('profile.read', {})
        return read.ok && read.value.hours.map((span) => span.opens)
      })
      .toEqual(['09:30'])
    await expect(closes!).toBeFocused()
    await expect(opens!).toHaveValue('09:30')
  })
})

test('makes one link however often Enter is pressed', async ({ hand, shop }) => {
  await hand.click('sidebar-settings')
  await hand.click('settings-profile')
  await hand.click('profile-links-new')
  await hand.at('profile-link-text').focus()
  await hand.press('Enter')
  await expect(hand.at('profile-link-dialog').getByRole('alert')).toHaveCount(0)
  await hand.type('profile-link-text', 'Only one of me')
  await hand.at('profile-link-text').evaluate((box) => {
    for (let press = 0; press < 3; press += 1) box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  })
  await expect(hand.at('profile-link-dialog')).toBeHidden()
  const links = await shop.call('profile.links', {})
  expect(links.ok && links.value.links.filter(({ text }) => text === 'Only one of me')).toHaveLength(1)
})
