import { globSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Entry } from '@napi-rs/keyring'
import { appTest, expect, type OpenApp } from '../app/index.ts'
import { createSpringTeaScenario } from '../../../simulator/scenarios/spring-tea/index.ts'
import { startSimulatorProcess, type SimulatorProcess } from '../simulator-process.ts'
import { startTunnel, type Tunnel } from '../tunnel.ts'
import { handOn, type Hand } from './hand.ts'
import { stretchNotices } from './long-notices.ts'
import { standStill } from '../stand-still.ts'

/** A key that never was anybody's; its last four characters are all that a screen may show. */
export const REAL_KEY = 'EAAGrealnumberkey00008F2A'

type RealNumberFixtures = {
  /** Something that follows Meta's contract and that the shop does not know as its simulator. */
  readonly meta: SimulatorProcess
  /** A hand on the first screen, in English. */
  readonly hand: Hand
}

/** Playwright's test with the app open on its first screen, and a number at "Meta" that waits to be connected. */
export const realNumberTest = appTest.extend<RealNumberFixtures>({
  meta: async ({ shop }, give) => {
    expect(shop.page).toBeDefined()
    const meta = await startSimulatorProcess(['--tempo=instant', `--token=${REAL_KEY}`, '--app-secret=secret-of-the-app'])
    await give(meta)
    await meta.stop()
  },
  hand: async ({ shop }, give) => {
    await shop.call('shell.setPreferences', { locale: 'en', theme: 'light', undoSendMs: 0 })
    const hand = handOn(shop.page)
    await stretchNotices(shop.page)
    await hand.see('first-run')
    hand.startCounting()
    await give(hand)
    // Nothing may have gone wrong in the page that nobody looked at.
    expect(shop.pageErrors).toEqual([])
  },
})

/** The owner's password in shops that tests make. */
export const OWNER_PASSWORD = 'six wet umbrellas at noon'

/** Types the owner's first password, which a new shop asks for at once: one click. */
export async function chooseOwnerPassword(hand: Hand): Promise<void> {
  await hand.type('session-new-password', OWNER_PASSWORD)
  await hand.type('session-new-password-again', OWNER_PASSWORD)
  await hand.click('first-password-save')
}

/** Signs the owner in behind the lock. */
export async function signOwnerIn(hand: Hand): Promise<void> {
  await hand.type('lock-password', OWNER_PASSWORD)
  await hand.click('lock-sign-in')
}

/** Makes the shop's own vault through the calls of the first screens, with the owner signed in. */
export async function makeShop(shop: OpenApp): Promise<void> {
  const made = await shop.call('shell.createShop', {
    shop: { name: 'Spring Tea', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' },
    ...((await keychainIsThere(shop)) ? {} : { passphrase: 'a passphrase for tests' }),
  })
  if (!made.ok) throw new Error(`The shop was not made: ${made.error.code}`)
  const signedIn = await shop.call('session.setPassword', { newPassword: OWNER_PASSWORD })
  if (!signedIn.ok) throw new Error(`The owner got no password: ${signedIn.error.code}`)
}

/** Takes the key of the one shop out of the password store, as when that store is lost. */
export function loseKeychainKey(shop: OpenApp): void {
  const [file = ''] = globSync('**/vault.json', { cwd: shop.dataFolder })
  const { vaultId, keyId } = JSON.parse(readFileSync(join(shop.dataFolder, file), 'utf8')) as {
    readonly vaultId: string
    readonly keyId: string
  }
  const lost = new Entry('Shopbell', `${vaultId}.${keyId}`, { linux: { store: 'secret-service' } })
  expect(lost.deletePassword()).toBe(true)
}

const keychainIsThere = async (shop: OpenApp): Promise<boolean> => {
  const state = await shop.call('shell.state', {})
  return state.ok && state.value.keychain === 'available'
}

/** Connects the number through the calls of the wizard, with a tunnel, and stops at the third step. */
async function connectByCalls(shop: OpenApp, { facts }: SimulatorProcess): Promise<Tunnel> {
  const begun = await shop.call('connection.beginSetup', {
    kind: 'provider',
    baseUrl: facts.url,
    authHeader: 'Authorization',
    token: facts.token,
    appSecret: facts.appSecret,
  })
  if (!begun.ok) throw new Error(`The key was refused: ${begun.error.code}`)
  const { wabaId, phoneNumberId, catalogId } = facts
  const chosen = await shop.call('connection.chooseNumber', { wabaId, phoneNumberId, catalogId })
  if (!chosen.ok) throw new Error(`The number was refused: ${chosen.error.code}`)
  const tunnel = await startTunnel(chosen.value.connection.receiving.localUrl ?? '')
  const receiving = await shop.call('connection.setReceiving', { receiving: tunnel.url })
  if (!receiving.ok) throw new Error(`The way in was refused: ${receiving.error.code}`)
  return tunnel
}

/** Waits until a check has ended this way. */
export const seeCheck = (hand: Hand, name: string, state: 'ok' | 'warning' | 'failed' | 'skipped'): Promise<void> =>
  expect(hand.at(`connection-check-${name}`)).toHaveAttribute('data-state', state)

/** A picture for eyes, under shots/connection, once nothing moves any more. */
export async function shootConnection(hand: Hand, name: string): Promise<void> {
  const folder = 'shots/connection'
  mkdirSync(folder, { recursive: true })
  await standStill(hand.page)
  await hand.page.screenshot({ path: join(folder, `${name}.png`) })
}

/** Waits until all that people write by themselves has come, which they do as soon as the way in stands. */
export async function storyIsHeard(shop: OpenApp): Promise<void> {
  const { story } = createSpringTeaScenario(0)
  const heard = async (): Promise<number | string> => {
    const list = await shop.call('inbox.list', {})
    return list.ok ? list.value.conversations.reduce((sum, { unread }) => sum + unread, 0) : list.error.code
  }
  await expect.poll(heard).toBe(story.length)
}

/** Somebody's own phone, from outside. */
export async function sayHi(meta: SimulatorProcess): Promise<void> {
  const people = (await meta.control('GET', '/simulator/people?limit=1')) as { readonly data: readonly { readonly digits: string }[] }
  await meta.control('POST', '/simulator/say', { from: `+${people.data[0]?.digits}`, text: 'hi' })
}

/** The tunnel that the dialog asks for, started as the screen says. */
export const tunnelOnScreen = async (hand: Hand): Promise<Tunnel> => startTunnel(await hand.at('connection-tunnel-local').innerText())

/** Opens the wizard at its third step, with all nine checks green. */
export async function openChecks(hand: Hand, shop: OpenApp, meta: SimulatorProcess): Promise<Tunnel> {
  await makeShop(shop)
  const tunnel = await connectByCalls(shop, meta)
  await hand.click('sidebar-settings')
  await hand.click('connection-go-on')
  await hand.see('connection-step-checks')
  await expect(hand.at('connection-ready')).toHaveAttribute('data-ready', '9')
  return tunnel
}

/** Opens the page of a number that is connected. */
export async function openNumberPage(hand: Hand, shop: OpenApp, meta: SimulatorProcess): Promise<Tunnel> {
  await makeShop(shop)
  const tunnel = await connectByCalls(shop, meta)
  await shop.call('connection.endSetup', {})
  await hand.click('sidebar-settings')
  await hand.see('connection-key-card')
  return tunnel
}
