import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { customerRoom, type CustomerRoom } from '../../../test/support/customers.ts'
import { guessColumns } from './columns.ts'
import { readAnswer } from './read-answer.ts'

const DAY_MS = 86_400_000

describe('a cell of the column that says who agreed', () => {
  it.each(
    [
      'yes',
      'Y',
      '1',
      'TRUE',
      'Opt-In',
      'opted_in',
      'AGREED',
      '✓',
      '✔️',
      'Ｖ',
      '是',
      '同意',
      '已訂閱',
      '已订阅',
      'Sí',
      'sim',
      'setuju',
      'はい',
    ].map((text) => [text]),
  )('%j says yes', (text) => {
    expect(readAnswer(text)).toBe('yes')
  })

  it.each(
    ['no', ' N ', '0', 'false', 'Opt-out', 'Never subscribed', '否', '不同意', '未同意', '不願意', 'não', 'tidak', 'いいえ', '✗'].map(
      (text) => [text],
    ),
  )('%j says no', (text) => {
    expect(readAnswer(text)).toBe('no')
  })

  it.each([[''], [' '], ['x'], ['?'], ['-'], ['maybe'], ['未知'], ['同意書遺失'], ['yes, but only in summer, as she told us at the till']])(
    '%j says nothing',
    (text) => {
      expect(readAnswer(text)).toBe('unclear')
    },
  )
})

describe('the column that says who agreed', () => {
  const guess = (headers: string[], ...samples: string[][]) => guessColumns(headers, samples, { defaultCountry: 'TW' })

  it.each([
    ['WhatsApp opt-in', 'yes'],
    ['Opt_In', 'TRUE'],
    ['Consent', '1'],
    ['agreed', 'Y'],
    ['同意', '是'],
    ['是否同意接收', '否'],
    ['同意行銷訊息', '✓'],
    ['Aceita ofertas', 'Sim'],
    ['Consentimiento', 'no'],
    ['Persetujuan', 'Ya'],
    ['配信同意', 'はい'],
  ])('is guessed from %j above %j', (header, cell) => {
    expect(guess([header, 'Name', 'Tel'], [cell, 'Mei', '0912345678'])).toEqual({ agreed: header, name: 'Name', phone: 'Tel' })
  })

  it('is told from the day of agreeing, and from agreeing to mail', () => {
    expect(guess(['電話', '同意日期', '訂閱日期'], ['0912345678', '2026-03-05', '2026-03-06'])).toEqual({
      phone: '電話',
      consentAt: '同意日期',
    })
    expect(guess(['電話', '同意', '同意日期'], ['0912345678', '是', '2026-03-05'])).toEqual({
      phone: '電話',
      agreed: '同意',
      consentAt: '同意日期',
    })
    expect(guess(['Phone', 'Email consent', 'SMS opt-in', '電子郵件同意'], ['0912345678', 'yes', 'yes', '是'])).toEqual({ phone: 'Phone' })
    expect(guess(['Phone', 'Agreed by'], ['0912345678', 'Mei'])).toEqual({ phone: 'Phone' })
  })
})

describe('an import whose rows say who agreed', () => {
  let room: CustomerRoom
  beforeEach(async () => {
    room = await customerRoom()
  })
  afterEach(() => room.close())

  const file = (content: string) => {
    const path = join(room.vault.folder, 'list.csv')
    writeFileSync(path, content)
    return path
  }
  const agreed = () => ({
    state: 'agreed' as const,
    source: 'paper-form' as const,
    detail: 'form 3',
    wording: 'Send me offers',
    at: room.clock.now() - DAY_MS,
  })
  const columns = { phone: '電話', agreed: '願意收訊息', consentAt: '日期' }
  const offers = async () =>
    Object.fromEntries((await room.call('customer.list', {})).customers.map(({ phone, offers }) => [phone?.slice(-3), offers]))
  const history = async (phone: string) => {
    const found = room.customer.findByNumber(room.vault.store.read, phone)
    return (await room.call('customer.get', { customerId: found!.customerId })).consent.map(({ decision, source, detail, wording }) => [
      decision,
      source,
      detail,
      wording,
    ])
  }

  it('gives what the owner says about agreeing to those who said yes alone, and counts the others before', async () => {
    const path = file(
      '電話,願意收訊息,日期\n0912345001,是,2026-03-05\n0912345002,否,2026-03-05\n0912345003,,\n0912345004,看情況,\n0912345005,V,\n',
    )
    const dry = await room.call('customer.import', { file: path, columns, consent: agreed(), dryRun: true })
    expect(dry.counts).toMatchObject({ rows: 5, new: 5, refused: 0, noConsent: 3 })
    const run = await room.call('customer.import', { file: path, columns, consent: agreed() })
    expect(run.counts).toEqual(dry.counts)
    expect(await offers()).toEqual({ '001': 'yes', '002': 'unknown', '003': 'unknown', '004': 'unknown', '005': 'yes' })
    expect(await history('+886912345001')).toEqual([['yes', 'paper-form', 'form 3', 'Send me offers']])
    expect(await history('+886912345002')).toEqual([])
    const listed = (await room.call('customer.list', {})).customers
    expect(listed.find(({ phone }) => phone?.endsWith('001'))?.offersAt).toBe(Date.parse('2026-03-05T00:00:00+08:00'))
    expect(listed.find(({ phone }) => phone?.endsWith('005'))?.offersAt).toBe(agreed().at)
  })

  it('records a no where somebody had agreed, also hours ahead of the clock, once, and takes it back with the import', async () => {
    const save = async (phone: string, decision?: 'yes' | 'no') => {
      const { customerId } = await room.call('customer.save', { phone })
      const at = (room.clock.now() + DAY_MS / 3) as never
      if (decision !== undefined) await room.call('customer.recordConsent', { customerId, decision, source: 'chat', at })
    }
    await save('0912345001', 'yes')
    await save('0912345002', 'no')
    await save('0912345003')
    await save('0912345004', 'yes')
    await room.clock.advance(1000)
    const path = file('電話,願意收訊息,日期\n0912345001,不同意,\n0912345002,否,\n0912345003,否,\n0912345004,,\n')
    const input = { file: path, columns, consent: agreed() }
    const dry = await room.call('customer.import', { ...input, dryRun: true })
    expect(dry.counts).toMatchObject({ update: 1, same: 3, noConsent: 1 })
    const run = await room.call('customer.import', input)
    expect(run.counts).toEqual(dry.counts)
    expect(await offers()).toEqual({ '001': 'no', '002': 'no', '003': 'unknown', '004': 'yes' })
    expect(await history('+886912345001')).toContainEqual(['no', 'other', '願意收訊息: 不同意', ''])
    await room.clock.advance(1000)
    expect((await room.call('customer.import', input)).counts).toMatchObject({ update: 0, same: 4 })
    await room.call('customer.undoImport', { importId: run.importId })
    expect((await offers())['001']).toBe('yes')
  })

  it('adds nothing for a yes where the owner does not know where it was given', async () => {
    const path = file('電話,願意收訊息,日期\n0912345001,是,2026-03-05\n')
    const run = await room.call('customer.import', { file: path, columns, consent: { state: 'unknown' } })
    expect(run.counts).toMatchObject({ new: 1, noConsent: 1 })
    expect(await offers()).toEqual({ '001': 'unknown' })
  })

  it('believes no yes that a second row of the person takes back', async () => {
    await room.call('customer.save', { phone: '0912345002' })
    const path = file(
      '電話,願意收訊息,日期\n0912345001,是,\n0912345002,是,\n+886912345001,否,\n0912345002,否,\n0912345003,是,\n0912345003,,\n',
    )
    const dry = await room.call('customer.import', { file: path, columns, consent: agreed(), dryRun: true })
    expect(dry.counts).toMatchObject({ new: 2, update: 1, duplicate: 3, noConsent: 2 })
    expect((await room.call('customer.import', { file: path, columns, consent: agreed() })).counts).toEqual(dry.counts)
    expect(await offers()).toEqual({ '001': 'unknown', '002': 'unknown', '003': 'yes' })
  })

  it('remembers the column for the next file of this kind', async () => {
    const path = file('電話,願意收訊息,日期\n0912345001,是,2026-03-05\n')
    await room.call('customer.import', { file: path, columns, consent: agreed() })
    expect(await room.call('customer.inspectFile', { file: path })).toMatchObject({ isRemembered: true, guess: columns })
  })

  it('guesses the column where nobody chose any', async () => {
    const path = file('Phone,Opt-in\n0912345001,yes\n0912345002,no\n')
    expect((await room.call('customer.inspectFile', { file: path })).guess).toEqual({ phone: 'Phone', agreed: 'Opt-in' })
    await room.call('customer.import', { file: path, consent: agreed() })
    expect(await offers()).toEqual({ '001': 'yes', '002': 'unknown' })
  })
})
