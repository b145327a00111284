import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import { ok } from '#contract/kernel/result.ts'
import { templateApi } from '../../test/support/template-api.ts'
import { tempStore } from '../../test/support/temp-store.ts'
import { createAnnouncer, manualClock, secureRandom, silentLogger } from '../kernel/index.ts'
import type { OpenVault } from '../store/index.ts'
import { createTemplate } from './index.ts'

const node = (over: Partial<TemplateNode> = {}): TemplateNode => ({
  id: '1',
  name: 'tea',
  language: 'en_US',
  status: 'APPROVED',
  category: 'UTILITY',
  components: [{ type: 'BODY', text: 'Tea for {{1}}' }],
  ...over,
})

let opened: ReturnType<typeof tempStore>
let nodes: readonly TemplateNode[]
beforeEach(() => {
  opened = tempStore()
  nodes = [node()]
})
afterEach(() => opened.remove())

const basics = (vault: OpenVault, now: number) => ({
  vault,
  clock: manualClock(now),
  random: secureRandom,
  logger: silentLogger,
  price: { rule: () => undefined, marketOfPerson: () => 'TW', currency: 'USD' },
  uses: () => new Map(),
})

function room() {
  const announcer = createAnnouncer()
  const heard: unknown[] = []
  announcer.listen((name, data) => heard.push([name, data]))
  const vault = { store: opened.store, shop: { country: 'TW' } } as OpenVault
  const template = createTemplate({ ...basics(vault, 1_000), announcer, api: () => templateApi({ list: async () => ok(nodes) }) })
  return { template, heard, db: opened.store.read }
}

describe('reading templates', () => {
  it('counts what came, changed and went, and announces it', async () => {
    const { template, heard, db } = room()
    nodes = [node(), node({ id: '2', name: 'old' })]
    expect(await template.sync()).toEqual(ok({ total: 2, added: 2, changed: 0, removed: 0, syncedAt: 1_000 }))
    nodes = [node({ status: 'PAUSED' }), node({ id: '3', name: 'new' })]
    expect(await template.sync()).toEqual(ok({ total: 2, added: 1, changed: 1, removed: 1, syncedAt: 1_000 }))
    expect(template.find(db, 'tea', 'en_US')).toMatchObject({
      status: 'PAUSED',
      sendable: false,
      variables: [{ name: '1', where: 'body', sample: '' }],
    })
    expect(template.find(db, 'tea', 'en')).toBeUndefined()
    expect(heard).toEqual([
      ['template.changed', { templateId: null }],
      ['template.changed', { templateId: null }],
    ])
  })

  it('takes the sendable one of two with the same name and language', async () => {
    const { template, db } = room()
    nodes = [node({ id: '9', status: 'PENDING_DELETION' }), node({ id: '10' })]
    await template.sync()
    expect(template.find(db, 'tea', 'en_US')?.templateId).toBe('10')
  })

  it('says so when there is no connection, and keeps what it knows', async () => {
    const { template } = room()
    await template.sync()
    const alone = createTemplate({
      ...basics({ store: opened.store } as OpenVault, 2_000),
      announcer: createAnnouncer(),
      api: () => null,
    })
    expect(await alone.sync()).toMatchObject({ ok: false, error: { code: 'connection-missing' } })
    expect(alone.all(opened.store.read)).toHaveLength(1)
  })

  it('lists by state and by part of name or text', async () => {
    const { template } = room()
    nodes = [node(), node({ id: '2', name: 'gift', status: 'PAUSED', components: [{ type: 'BODY', text: '中秋茶禮' }] })]
    await template.sync()
    const names = async (input: object) => {
      const answer = await template.handlers['template.list']?.(
        { search: '', ...input },
        { role: 'owner', person: 'owner', signal: new AbortController().signal },
      )
      return answer?.ok ? answer.value.templates.map((one) => one.name) : answer
    }
    expect(
      await Promise.all([
        names({}),
        names({ status: 'APPROVED' }),
        names({ search: '茶禮' }),
        names({ search: 'GIF' }),
        names({ category: 'MARKETING' }),
      ]),
    ).toEqual([['gift', 'tea'], ['tea'], ['gift'], ['gift'], []])
  })
})

describe('events of Meta', () => {
  const event = { message_template_id: '1', message_template_name: 'tea', message_template_language: 'en-US' }

  it('pause a template at once, even when the event writes the language its own way', async () => {
    const { template, heard, db } = room()
    await template.sync()
    expect(
      opened.store.write((write) =>
        template.applyStatusEvent(write, { ...event, message_template_id: '999', event: 'PAUSED', reason: 'NONE' }),
      ),
    ).toBe(true)
    expect(template.state(db, 'tea', 'en_US')).toEqual({ status: 'PAUSED', category: 'UTILITY' })
    expect(heard.at(-1)).toEqual(['template.changed', { templateId: '1' }])
  })

  it('change the category only when the change is done', async () => {
    const { template, db } = room()
    await template.sync()
    opened.store.write((write) => template.applyCategoryEvent(write, { ...event, new_category: 'UTILITY', correct_category: 'MARKETING' }))
    expect(template.state(db, 'tea', 'en_US')?.category).toBe('UTILITY')
    opened.store.write((write) => template.applyCategoryEvent(write, { ...event, previous_category: 'UTILITY', new_category: 'MARKETING' }))
    expect(template.state(db, 'tea', 'en_US')?.category).toBe('MARKETING')
  })

  it('of an unknown template ask for a sync', async () => {
    const { template } = room()
    expect(opened.store.write((write) => template.applyStatusEvent(write, { ...event, event: 'APPROVED' }))).toBe(false)
  })
})

describe('before a run', () => {
  it('reads a template again unless that was just done, and tells when Meta can not be asked', async () => {
    const clock = manualClock(1_000)
    let isOnline = true
    const asked: unknown[] = []
    const template = createTemplate({
      ...basics({ store: opened.store } as OpenVault, 1_000),
      clock,
      announcer: createAnnouncer(),
      api: () =>
        templateApi({
          async list(filter) {
            asked.push(filter)
            return isOnline ? ok(nodes) : { ok: false, error: { code: 'network-timeout', retry: 'now' } }
          },
        }),
    })
    await template.sync()
    expect(await template.freshState('tea', 'en_US')).toMatchObject({ ok: true, value: { status: 'APPROVED' } })
    expect(asked).toHaveLength(1)
    await clock.advance(61_000)
    nodes = [node({ status: 'PAUSED', category: 'MARKETING' }), node({ id: '7', name: 'tea_2' })]
    expect(await template.freshState('tea', 'en_US')).toMatchObject({ ok: true, value: { status: 'PAUSED', category: 'MARKETING' } })
    expect(asked).toEqual([undefined, { name: 'tea' }])
    // Meta takes the name as a part of names; the other template is not touched by this reading.
    expect(template.all(opened.store.read).map(({ name }) => name)).toEqual(['tea'])
    await clock.advance(61_000)
    isOnline = false
    expect(await template.freshState('tea', 'en_US')).toMatchObject({ ok: false, error: { code: 'network-timeout' } })
    expect(template.state(opened.store.read, 'tea', 'en_US')?.status).toBe('PAUSED')
  })

  it('does not take the end of an earlier pause for the end of one that no event told', async () => {
    const { template, db } = room()
    await template.sync()
    const pause = async () => {
      const answer = await template.handlers['template.detail']?.({ templateId: '1' }, { signal: new AbortController().signal } as never)
      return answer?.ok === true ? (answer.value as { pause: unknown }).pause : answer
    }
    const told = {
      event: 'PAUSED',
      message_template_id: '1',
      message_template_name: 'tea',
      message_template_language: 'en_US',
      other_info: { title: 'FIRST_PAUSE' },
    }
    opened.store.write((write) => template.applyStatusEvent(write, told))
    nodes = [node({ status: 'PAUSED' })]
    await template.sync()
    expect(await pause()).toEqual({ since: 1_000, until: 1_000 + 3 * 3_600_000, needsUnpause: false })
    nodes = [node()]
    await template.sync()
    nodes = [node({ status: 'PAUSED' })]
    await template.sync()
    expect(template.state(db, 'tea', 'en_US')?.status).toBe('PAUSED')
    expect(await pause()).toEqual({ since: 1_000, until: null, needsUnpause: true })
  })

  it('looks every hour while something is in review, and not when nothing is', async () => {
    const clock = manualClock(1_000)
    let asked = 0
    const template = createTemplate({
      ...basics({ store: opened.store } as OpenVault, 1_000),
      clock,
      announcer: createAnnouncer(),
      api: () =>
        templateApi({
          async list() {
            asked += 1
            return ok(nodes)
          },
        }),
    })
    nodes = [node({ status: 'PENDING' })]
    await template.sync()
    template.begin()
    await clock.advance(31_000)
    expect(asked).toBe(2)
    await clock.advance(3_600_000)
    expect(asked).toBe(3)
    nodes = [node()]
    await clock.advance(3_600_000)
    expect(template.state(opened.store.read, 'tea', 'en_US')?.status).toBe('APPROVED')
    await clock.advance(5 * 3_600_000)
    expect(asked).toBe(4)
    await template.stop()
  })
})
