import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { answerSaveDialog, type OpenApp } from '../support/app/index.ts'
import { violationsOf } from '../support/axe.ts'
import { sendReviewed, sharedDemoTest, waitForEnd, withinClicks, type Hand } from '../support/hand/index.ts'
import { openPage } from '../support/proof-page.ts'

const test = sharedDemoTest.extend<{ folder: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern to see what a fixture needs
  folder: async ({}, give) => {
    const folder = mkdtempSync(join(tmpdir(), 'shopbell-coupon-'))
    await give(folder)
    rmSync(folder, { recursive: true, force: true })
  },
})

const DAY_MS = 86_400_000
const MICROS = 1_000_000
const HANGS_AFTER_MS = 60_000

/** Types a code as a scanner does: the letters, then Enter. */
async function scan(hand: Hand, code: string): Promise<void> {
  await hand.page.keyboard.type(code)
  await hand.press('Enter')
}

const verdict = (hand: Hand, name: string): Promise<void> =>
  expect(hand.at('coupon-till-verdict').locator('[data-verdict]')).toHaveAttribute('data-verdict', name)

test('redeems a code once at the till by keys alone, tells the second time when and where, and uses a credit part by part', async ({
  hand,
  shop,
}) => {
  const terms = { codes: 'shared', usesPerCode: 1 } as const
  const made = [
    await shop.call('coupon.save', { ...terms, name: 'Autumn tea', sharedCode: 'TEA15', value: { kind: 'percent', percent: 15 } }),
    await shop.call('coupon.save', {
      ...terms,
      name: 'Gift card',
      sharedCode: 'CARD500',
      value: { kind: 'balance', micros: 500 * MICROS, currency: 'TWD' },
    }),
  ]
  expect(made.map(({ ok }) => ok)).toEqual([true, true])
  await hand.press('Control+Shift+KeyR')
  await expect(hand.at('coupon-till-code')).toBeFocused()
  await scan(hand, 'tea15')
  await verdict(hand, 'good')
  await expect(hand.at('coupon-till-value')).toContainText('15 % off')
  await hand.at('coupon-till-place').focus()
  await scan(hand, 'Front counter')
  await hand.see('coupon-till-done')
  await expect(hand.at('coupon-till-code')).toBeFocused()
  await hand.press('Enter')
  await expect(hand.at('coupon-till-code')).toHaveValue('')
  await scan(hand, 'TEA15')
  await verdict(hand, 'used-up')
  await expect(hand.at('coupon-till-verdict')).toContainText('Front counter')
  await hand.press('Control+KeyA')
  await scan(hand, 'CARD500')
  await verdict(hand, 'good')
  await hand.at('coupon-till-part').focus()
  for (let times = 0; times < 3; times += 1) await hand.press('ArrowDown')
  await expect(hand.at('coupon-till-part')).toHaveValue('497')
  await hand.press('Enter')
  await hand.see('coupon-till-done')
  const left = async (): Promise<number | null> => {
    const check = await shop.call('coupon.check', { code: 'CARD500' })
    return check.ok ? check.value.leftMicros : null
  }
  expect(await left()).toBe(3 * MICROS)
  await hand.at('coupon-till-undo').focus()
  await hand.press('Enter')
  await expect(hand.at('coupon-till-done')).toBeHidden()
  expect(await left()).toBe(500 * MICROS)
  await hand.press('Escape')
  await expect(hand.at('coupon-till')).toBeHidden()
  expect(hand.counted().clicks).toBe(0)
})

test('gives out codes by hand for paper, with a QR code each, and the till takes them', async ({ hand, shop, folder }) => {
  const made = await shop.call('coupon.save', { name: 'Flyer', codes: 'unique', prefix: 'MAY-', value: { kind: 'percent', percent: 10 } })
  expect(made.ok).toBe(true)
  await hand.click('sidebar-coupons')
  await hand.click(hand.page.getByRole('link', { name: 'Flyer' }))
  await hand.click('coupon-more')
  await hand.click(hand.page.getByRole('menuitem', { name: 'Give out by hand' }))
  await hand.at('coupon-issue-count').fill('3')
  await hand.at('coupon-issue-note').fill('door drop')
  expect(await violationsOf(hand.page)).toEqual([])
  await hand.click('coupon-issue-give')
  await expect(hand.at('coupon-issued')).toContainText('3')
  await hand.click(hand.page.getByRole('tab', { name: 'Given out by hand' }))
  await expect(hand.at('coupon-handouts')).toContainText('door drop')
  const target = join(folder, 'sheet.pdf')
  await answerSaveDialog(shop.app, target)
  await hand.click('coupon-handouts-save')
  await hand.click(hand.page.getByRole('menuitem', { name: 'Sheet with QR codes' }))
  await expect(hand.page.getByText('Sheet saved.')).toBeVisible()
  expect(readFileSync(target).subarray(0, 5).toString()).toBe('%PDF-')
  const listed = made.ok ? await shop.call('coupon.codes', { couponId: made.value.couponId }) : made
  const code = listed.ok ? listed.value.codes[0]?.code : undefined
  await hand.press('Control+Shift+KeyR')
  await expect(hand.at('coupon-till-code')).toBeFocused()
  await scan(hand, code ?? '')
  await verdict(hand, 'good')
  await expect(hand.at('coupon-till-note')).toContainText('door drop')
})

/** Lets some of the demo's customers write the word, from outside. */
async function writeWord(shop: OpenApp, word: string, count: number): Promise<void> {
  const status = await shop.call('connection.status', {})
  const base = `${status.ok ? status.value?.baseUrl : ''}/simulator`
  const people = (await (await fetch(`${base}/people?limit=${count}`)).json()) as { readonly data: readonly { readonly digits: string }[] }
  for (const { digits } of people.data) {
    const body = JSON.stringify({ from: `+${digits}`, text: word })
    const said = await fetch(`${base}/say`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
    expect(said.ok).toBe(true)
  }
}

/** Makes a raffle by word whose number comes at a time, or gives one that is not open yet another time; answers its id. */
async function saveRaffle(shop: OpenApp, seedAt: number, raffleId?: string): Promise<string> {
  const promise = { name: 'New year', prize: 'A tin of tea', winners: 2, entry: { kind: 'keyword', word: 'luck' } } as const
  const times = { opensAt: null, closesAt: null, seedSource: 'Receipt lottery', seedAt }
  const known = raffleId === undefined ? {} : { raffleId }
  const saved = await shop.call('raffle.save', { ...promise, ...times, ...known, isConfirmedFree: raffleId !== undefined })
  if (!saved.ok) throw new Error(saved.error.code)
  return saved.value.raffleId
}

test('draws a raffle from its promise to the winners, whom the proof page finds as well', async ({ hand, shop, folder }) => {
  const begunAt = Date.now()
  const raffleId = await saveRaffle(shop, begunAt + DAY_MS)
  await hand.click('sidebar-coupons')
  await hand.click('coupons-tab-raffles')
  await hand.click(`raffles-open-${raffleId}`)
  await expect(hand.at('raffle-open')).toBeDisabled()
  await hand.click('raffle-confirm-free')
  await expect(hand.at('raffle-free')).toContainText('free of charge')
  // The number comes in the time that this machine needs from opening to freezing: about as many clicks as until here, four times
  // over, and never so soon that one that stops for a few seconds is late.
  const seedAt = Date.now() + Math.max(20_000, 4 * (Date.now() - begunAt))
  await saveRaffle(shop, seedAt, raffleId)
  await hand.click('raffle-open')
  await writeWord(shop, 'Luck', 6)
  await expect(hand.at('raffle-freeze-card')).toContainText('6 people are in')
  await hand.click('raffle-freeze')
  await expect(hand.at('raffle-frozen')).toContainText('6 entries')
  const hash = /[0-9a-f]{64}/.exec(await hand.at('raffle-hash').innerText())?.[0] ?? ''
  expect(hash).not.toBe('')
  await expect(hand.at('raffle-draw-seed')).toBeDisabled()
  // What hangs is counted from then.
  await expect(hand.at('raffle-draw-seed')).toBeEnabled({ timeout: seedAt - Date.now() + HANGS_AFTER_MS })
  await hand.type('raffle-draw-seed', '48217690')
  await hand.click('raffle-draw')
  await hand.see('raffle-winners')
  await hand.click('raffle-pass')
  await hand.type('raffle-pass-reason', 'Moved away')
  await hand.press('Enter')
  await expect(hand.at('raffle-winners')).toContainText('Moved away')
  expect(await violationsOf(hand.page)).toEqual([])
  const file = join(folder, 'proof.html')
  await answerSaveDialog(shop.app, file)
  await hand.click('raffle-proof')
  await expect(hand.page.getByText('Saved as proof.html')).toBeVisible()
  const page = await openPage(readFileSync(file, 'utf8'), crypto)
  expect(page.results().filter((line) => !line.startsWith('✓'))).toEqual([])
  expect(page.results().length).toBeGreaterThan(1)
  expect(readFileSync(file, 'utf8')).toContain(hash)
  await hand.click('raffle-tell')
  await hand.choose('raffle-tell-template', /tea_coupon/)
  await hand.click('raffle-tell-do')
  await expect(hand.at('broadcast-audience-verdict-goes')).toHaveAttribute('data-count', '2')
})

/** Sends everybody a coupon, as far as the review and its button. */
async function sendEverybody(hand: Hand, shop: OpenApp): Promise<string> {
  const made = await shop.call('broadcast.draft', {
    content: {
      name: 'Autumn',
      audience: { include: { kind: 'everyone' }, restingHours: null, holdoutPercent: 10 },
      template: { name: '', language: '' },
      quietHours: null,
      pacePerSecond: 60,
      coupon: { kind: 'one-each', prefix: 'TEA-', endsAt: Date.now() + 20 * DAY_MS },
    },
  })
  if (!made.ok) throw new Error(made.error.code)
  await hand.click('sidebar-broadcasts')
  await hand.click(hand.page.getByRole('link', { name: 'Autumn' }).first())
  await hand.click('broadcast-step-message')
  await hand.choose('broadcast-message-template', /tea_coupon/)
  await hand.click('broadcast-step-review')
  await sendReviewed(hand)
  await waitForEnd(hand)
  return made.value.broadcastId
}

/** What the newest draft says. */
async function draftContent(shop: OpenApp) {
  const list = await shop.call('broadcast.list', {})
  const draftId = list.ok ? list.value.broadcasts.find(({ state }) => state === 'draft')?.broadcastId : undefined
  const draft = await shop.call('broadcast.get', { broadcastId: draftId as never })
  return draft.ok ? draft.value.content : undefined
}

test('reports what a broadcast brought, exports every person, and acts on a reason in at most three clicks', async ({
  hand,
  shop,
  folder,
}) => {
  const broadcastId = (await sendEverybody(hand, shop)) as never
  const readCodes = async (): Promise<readonly string[]> => {
    const got = await shop.call('broadcast.recipients', { broadcastId, state: 'read', limit: 2 })
    return got.ok ? got.value.recipients.flatMap(({ couponCode }) => couponCode ?? []) : []
  }
  // They read it a moment after the last message has left.
  await expect.poll(readCodes).toHaveLength(2)
  const codes = await readCodes()
  for (const [index, code] of codes.entries()) {
    const used = await shop.call('coupon.redeem', { code, salesMicros: 480 * MICROS, requestId: `request-${index}` })
    expect(used.ok).toBe(true)
  }
  await expect(hand.at('broadcast-report-orders')).toContainText('NT$960')
  await expect(hand.at('broadcast-report-coupons')).toContainText('2 of')
  await expect(hand.at('broadcast-report-effect')).toContainText('2')
  expect(await violationsOf(hand.page)).toEqual([])
  const target = join(folder, 'people.xlsx')
  await answerSaveDialog(shop.app, target)
  await hand.click('broadcast-report-export')
  await hand.click(hand.page.getByRole('menuitem', { name: 'Excel' }))
  await expect(hand.page.getByText('Saved as people.xlsx')).toBeVisible()
  const sheet = unzipSync(readFileSync(target))['xl/worksheets/sheet1.xml']
  for (const code of codes) expect(strFromU8(sheet ?? new Uint8Array())).toContain(code)
  await hand.click('sidebar-inbox')
  hand.startCounting()
  await hand.click('sidebar-broadcasts')
  await hand.click(hand.page.getByRole('link', { name: 'Autumn' }).first())
  await hand.click('broadcast-report-act-131049')
  withinClicks(hand, 3)
  await expect(hand.at('broadcast-audience-verdict-goes')).toHaveAttribute('data-count', /^[1-9]/)
  const content = await draftContent(shop)
  expect(content?.audience.include.kind).toBe('customers')
  expect(content?.time.kind === 'at' && content.time.at > Date.now() + DAY_MS / 2).toBe(true)
})
