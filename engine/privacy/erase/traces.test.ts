import { afterEach, describe, expect, it } from 'vitest'
import { decryptedBytes, tracesIn } from '../../../test/support/decrypted-copy.ts'
import { privacyRoom, type PrivacyRoom } from '../../../test/support/privacy-room.ts'

const PEOPLE = 260
const SAID = 1_500

type Somebody = { readonly customerId: string; readonly phone: string; readonly texts: string[] }

/** The same numbers each time. */
function dice(seed: number): (of: number) => number {
  let state = seed
  return (of) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * of)
  }
}

/** A shop in which rows grow, shrink and move: notes, drafts, tags and messages of many people by turns. */
async function livelyShop(room: PrivacyRoom): Promise<Somebody[]> {
  const roll = dice(7)
  const word = (start: string) => `${start}${Array.from({ length: 10 }, () => 'abcdefghijklmnopqrstuvwxyz'[roll(26)]).join('')}`
  const people: Somebody[] = []
  for (let index = 0; index < PEOPLE; index += 1) {
    const phone = `+8869${String(10_000_000 + index * 7_919)}`
    const texts = [word('Nm'), word('Nt'), word('Tg'), word('Ad')]
    const card = await room.call('customer.save', {
      phone,
      name: texts[0] ?? '',
      note: texts[1] ?? '',
      tags: [texts[2] ?? '', `g${roll(5)}`],
      addressAs: texts[3] ?? '',
    })
    people.push({ customerId: card.customerId, phone, texts: [...texts, phone.slice(1)] })
  }
  for (let turn = 0; turn < SAID; turn += 1) {
    const [one, other] = [people[roll(PEOPLE)], people[roll(PEOPLE)]]
    if (one === undefined || other === undefined) continue
    const said = word('Ms')
    one.texts.push(said)
    const message = { type: 'text', text: { body: `${said} ${'x'.repeat(roll(200))}` }, id: `w${turn}`, from: '', timestamp: '' }
    const about = { contextWamid: null, forwarded: null, aboutProduct: null, referral: null, username: null, userId: null }
    room.vault.store.write((db) =>
      room.inbox.inbound(db, {
        ...about,
        wamid: `wamid.${turn}`,
        at: room.clock.now() + turn * 10,
        phone: one.phone,
        profileName: '',
        message,
      } as never),
    )
    if (turn % 3 === 0)
      await room.call('customer.save', { customerId: other.customerId, note: `${other.texts[1]} ${'z'.repeat(roll(700))}` })
  }
  return people
}

/** Whose texts stand where no row has them: asked by erasing without looking for traces. */
async function eraseAll(room: PrivacyRoom, people: readonly Somebody[]): Promise<string[]> {
  for (const { customerId, phone } of people) await room.call('customer.erase', { customerId, confirmation: phone.slice(-4) })
  return tracesIn(
    decryptedBytes(room.vault),
    people.flatMap(({ texts }) => texts),
  )
}

describe('what parted pages keep', () => {
  const rooms: PrivacyRoom[] = []
  afterEach(async () => {
    for (const room of rooms.splice(0)) await room.close()
  })
  const open = async () => {
    const room = await privacyRoom()
    rooms.push(room)
    return room
  }

  it('D-09: nothing of anybody is left on a page of a lively vault; without looking into the gaps there would be', async () => {
    const room = await open()
    const people = await livelyShop(room)
    const victims = people.filter((_person, index) => index % 4 === 0)
    const { store } = room.vault
    const look = store.removeTraces
    // The control: the same erasures, secure delete on, but nobody looks into the gaps.
    Object.assign(store, { removeTraces: async () => ({ pages: 0, cleared: 0, left: 0 }) })
    const [blind, seeing] = [victims.slice(0, victims.length - 25), victims.slice(-25)]
    const left = await eraseAll(room, blind)
    expect(left).not.toEqual([])
    Object.assign(store, { removeTraces: look })
    expect(await eraseAll(room, seeing)).toEqual([])
    expect(await look(left.map((text) => Buffer.from(text)))).toMatchObject({ left: 0 })
    expect(
      tracesIn(
        decryptedBytes(room.vault),
        blind.flatMap(({ texts }) => texts),
      ),
    ).toEqual([])
    const kept = people.filter((_person, index) => index % 4 !== 0)
    const { total } = await room.call('customer.list', { limit: 1 })
    expect(total).toBe(kept.length)
    expect((await room.call('customer.get', { customerId: kept[0]?.customerId as never })).note).toContain(kept[0]?.texts[1] ?? '?')
  })
})
