import { describe, expect, it } from 'vitest'
import { createClock } from './clock.ts'
import { fateOf, refusalOf } from './fate.ts'
import { FaultBoard, parseFaultSpec } from './faults.ts'
import { PeopleRegister, type Person } from './people.ts'
import { livelyTemper, quietTemper } from './temper.ts'

function digitsOf(index: number): string {
  return String(886_900_000_000 + index)
}

function strikes(seed: number, count: number) {
  const board = new FaultBoard(seed)
  board.set({ dropAfterAccept: 0.05, error500: 0.05, dropReusedAfterAccept: 0.1 })
  return Array.from({ length: count }, () => board.strikeRequest({ kind: 'send', isReusedSocket: true }))
}

function aPerson(changes: Partial<Person['temper']> = {}, digits = '886900000001'): Person {
  const register = new PeopleRegister(42, [{ name: 'A', digits, temper: { ...quietTemper('en'), ...changes } }], {
    name: (one) => one,
    temper: () => quietTemper('en'),
  })
  const person = register.find(digits)
  if (person === null) throw new Error('the register must find whom it was given')
  return person
}

describe('the seed', () => {
  it('decides how people are: same seed same people, another seed other people', () => {
    const tempers = (seed: number) => Array.from({ length: 200 }, (_, index) => livelyTemper(seed, digitsOf(index)))
    expect(tempers(42)).toEqual(tempers(42))
    expect(tempers(42)).not.toEqual(tempers(43))
  })

  it('makes every kind of person among a few hundred', () => {
    const tempers = Array.from({ length: 2_000 }, (_, index) => livelyTemper(42, digitsOf(index)))
    const reactions = new Set(tempers.map((temper) => temper.reaction))
    expect(reactions).toEqual(new Set(['silent', 'write', 'ask-product', 'tap-button', 'stop-promotions', 'tap-stop']))
    expect(tempers.some((temper) => !temper.isOnWhatsapp)).toBe(true)
    expect(tempers.some((temper) => temper.isPhoneOff)).toBe(true)
    expect(tempers.some((temper) => temper.isHeldBack)).toBe(true)
  })

  it('decides which requests meet a fault', () => {
    expect(strikes(7, 500)).toEqual(strikes(7, 500))
    expect(strikes(7, 500)).not.toEqual(strikes(8, 500))
  })
})

describe('the board of faults', () => {
  it('strikes the share it was given, all faults together', () => {
    const struck = strikes(1, 10_000).filter((fault) => fault !== null).length
    expect(struck).toBeGreaterThan(1_850)
    expect(struck).toBeLessThan(2_150)
  })

  it('counts a count down and leaves fresh sockets alone where a reused one is asked', () => {
    const board = new FaultBoard(1)
    board.set({ dropReusedAfterAccept: '2x' })
    const ask = (isReusedSocket: boolean) => board.strikeRequest({ kind: 'send', isReusedSocket })
    expect([ask(false), ask(true), ask(false), ask(true), ask(true)]).toEqual([
      null,
      'dropReusedAfterAccept',
      null,
      'dropReusedAfterAccept',
      null,
    ])
  })

  it('reads what the command line says', () => {
    expect(parseFaultSpec('dropAfterAccept=0.1, error500=3x,slowMs=20')).toEqual({ dropAfterAccept: '0.1', error500: '3x', slowMs: '20' })
    expect(() => parseFaultSpec('dropAfterAccept')).toThrow('"dropAfterAccept" is not name=value')
  })

  it.each([{ dropAfterAccept: 1.5 }, { dropAfterAccept: 'often' }, { slowMs: -1 }, { slowMs: 0.5 }, { nothing: 1 }])(
    'refuses %j and stays as it was',
    (spec) => {
      const board = new FaultBoard(1)
      board.set({ error500: 0.5 })
      expect(() => board.set({ error500: 0.1, ...spec })).toThrow(RangeError)
      expect(board.current()).toEqual({ error500: 0.5 })
    },
  )
})

describe('what becomes of a message', () => {
  it.each<[string, Partial<Person['temper']>, string, object]>([
    ['reaches a reader', {}, 'marketing', { kind: 'delivered', isRead: true }],
    ['reaches somebody without read ticks', { reads: false }, 'marketing', { kind: 'delivered', isRead: false }],
    ['waits at a phone that is off', { isPhoneOff: true }, 'marketing', { kind: 'undelivered' }],
    ['fails for somebody not on WhatsApp', { isOnWhatsapp: false }, 'utility', { kind: 'failed', code: 131026 }],
    ['fails for somebody Meta spares from offers', { isHeldBack: true }, 'marketing', { kind: 'failed', code: 131049 }],
    ['reaches them with a notice', { isHeldBack: true }, 'utility', { kind: 'delivered', isRead: true }],
  ])('%s', (_, temper, category, fate) => {
    expect(fateOf(aPerson(temper), category, null)).toEqual(fate)
  })

  it('is refused with 131050 after a stop, for offers alone', () => {
    const person = aPerson()
    person.hasStoppedPromotions = true
    expect([refusalOf(person, 'marketing'), refusalOf(person, 'utility'), refusalOf(person, 'service')]).toEqual([131050, null, null])
  })
})

describe('the register of people', () => {
  it('finds one person under every spelling, and under Meta’s own spelling of the number', () => {
    const register = new PeopleRegister(
      42,
      [{ name: 'Ana', digits: '5581900000010', waId: '558100000010', temper: quietTemper('pt_BR') }],
      {
        name: () => 'stranger',
        temper: () => quietTemper('en'),
      },
    )
    const found = ['+55 81 90000-0010', '5581900000010', '558100000010', '+55 (81) 90000.0010'].map((one) => register.find(one)?.name)
    expect(found).toEqual(['Ana', 'Ana', 'Ana', 'Ana'])
    expect(register.find('+886 912 345 678')?.name).toBe('stranger')
    expect(register.find('not a number')).toBeNull()
  })

  it('gives user ids of Meta’s form, the same for the same seed', () => {
    expect(aPerson().userId).toMatch(/^TW\.[A-Za-z0-9]{22}$/)
    expect(aPerson().userId).toBe(aPerson().userId)
  })
})

describe('the clock', () => {
  it('runs what falls due in order, each task at its own time, also tasks planned by tasks', () => {
    const clock = createClock(() => 1_000, 500)
    const heard: [string, number][] = []
    clock.schedule(20, () => heard.push(['second', clock.nowMs()]))
    clock.schedule(10, () => {
      heard.push(['first', clock.nowMs()])
      clock.schedule(5, () => heard.push(['between', clock.nowMs()]))
    })
    clock.schedule(10, () => heard.push(['first too', clock.nowMs()]))
    const cancel = clock.schedule(15, () => heard.push(['never', 0]))
    cancel()
    expect(clock.advance(100)).toBe(4)
    clock.stop()
    expect(heard).toEqual([
      ['first', 1_510],
      ['first too', 1_510],
      ['between', 1_515],
      ['second', 1_520],
    ])
    expect(clock.nowMs()).toBe(1_600)
  })
})
