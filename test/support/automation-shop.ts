import { onTestFinished } from 'vitest'
import type { AutomationWork } from '#contract/ipc/automation.ts'
import { calls, type CallInput, type CallName, type CallOutput, type ParsedInput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import { createAutomation, type AutomationRoom } from '../../engine/automation/index.ts'
import { quickReplyAnswers } from '../../engine/host/automation-joins.ts'
import { createAnnouncer, manualClock, secureRandom, silentLogger, type Handlers, type ManualClock } from '../../engine/kernel/index.ts'
import { createQuickReply } from '../../engine/quick-reply/index.ts'
import { inboundOf, newVault, openShop, receive, textOf, valueOf, type Shop } from './chat-shop.ts'
import type { OpenVault } from '../../engine/store/index.ts'

type Hours = ReturnType<Parameters<typeof createAutomation>[0]['profile']['hours']>

/** Real rooms with automations over them; the clock is moved by hand. */
export type AutomationShop = {
  readonly shop: Shop & { readonly clock: ManualClock }
  readonly room: AutomationRoom
  readonly events: readonly string[]
  /** Where other rooms would announce what the automations listen to. */
  readonly announcer: ReturnType<typeof createAnnouncer>
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>>
  /** Lets a customer write and the automations look at it; returns the customer's id. */
  say(text: string, more?: Partial<Parameters<typeof inboundOf>[0]>): Promise<string>
  /** Lets time pass at once, without everything that would have happened in between. */
  jump(ms: number): Promise<void>
  /** Lets the automations look at what has come. */
  settle(ms?: number): Promise<void>
  close(): Promise<void>
}

// Noon of a Friday in Taipei.
const NOON = Date.UTC(2026, 10, 20, 4)

/** Automations over rooms that are open; they have not begun. */
export function automate(shop: Shop, hours: Hours) {
  const { vault, clock } = shop
  const announcer = createAnnouncer()
  const events: string[] = []
  announcer.listen((name) => void events.push(name))
  const base = { vault, clock, random: secureRandom, logger: silentLogger, announcer }
  const quickReply = createQuickReply({ ...base, files: { shopFile: () => undefined } })
  const room = createAutomation({
    ...base,
    customer: shop.customer,
    template: shop.template,
    catalog: shop.catalog,
    price: shop.price,
    profile: { hours: () => hours },
    inbox: shop.inbox,
    staff: { find: () => undefined },
    quickReply: quickReplyAnswers(quickReply.handlers),
  })
  return { room, quickReply, events, announcer }
}

/** Opens a shop; `begin` false lets what comes wait as if the engine died before it looked. */
export async function automationShop(
  more: { readonly vault?: OpenVault; readonly clock?: ManualClock; readonly hours?: Hours; readonly begin?: boolean } = {},
): Promise<AutomationShop> {
  const vault = more.vault ?? newVault()
  const clock = more.clock ?? manualClock(NOON)
  const shop = await openShop(vault, clock)
  const { room, quickReply, events, announcer } = automate(shop, more.hours ?? [])
  if (more.begin !== false) room.begin()
  const handlers: Handlers = { ...quickReply.handlers, ...room.handlers }
  let count = 0
  const settle = (ms = 0): Promise<void> => clock.advance(ms)
  const close = async (): Promise<void> => {
    room.stop()
    await shop.close()
  }
  onTestFinished(close)
  return {
    shop,
    room,
    events,
    announcer,
    async call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> {
      const handler: Handlers[N] = handlers[name]
      if (handler === undefined) return shop.call(name, input)
      const parsed = calls[name].input.parse(input) as ParsedInput<N>
      const result = await handler(parsed, { role: 'owner', person: 'owner', signal: new AbortController().signal })
      if (result.ok) calls[name].output.parse(result.value)
      return result
    },
    async say(text, event = {}) {
      count += 1
      const customerId = receive(shop, inboundOf({ wamid: `wamid.${clock.now()}.${count}`, at: clock.now(), ...textOf(text), ...event }))
      // People take longer to read than machines.
      await settle(5_000)
      return customerId
    },
    settle,
    async jump(ms) {
      clock.set(clock.now() + ms)
      await settle(16 * 60_000)
    },
    close,
  }
}

/** Saves an automation and switches it on; answers its id. */
export async function switchedOn(
  one: Pick<AutomationShop, 'call'>,
  name: string,
  work: CallInput<'automation.save'>['work'],
): Promise<string> {
  const { automationId } = valueOf(await one.call('automation.save', { name, work }))
  valueOf(await one.call('automation.switch', { automationId, on: true }))
  return automationId
}

/** What the shop said to a customer by itself, oldest first. */
export async function saidTo({ shop }: Pick<AutomationShop, 'shop'>, customerId: string): Promise<string[]> {
  const { messages } = valueOf(await shop.call('inbox.messages', { customerId }))
  return messages.flatMap(({ direction, sentBy, content }) =>
    direction !== 'out' || sentBy !== 'auto' ? [] : ['text' in content ? String(content.text) : content.kind],
  )
}

export const answer = (text: string) => ({ kind: 'text' as const, texts: [{ language: 'en', text }] })

/** Keyword answers with one word each. */
export const questions = (rules: Readonly<Record<string, string>>): Extract<AutomationWork, { kind: 'keywords' }> => ({
  kind: 'keywords',
  rules: Object.entries(rules).map(([word, text], at) => ({
    ruleId: `r${at}`,
    name: word,
    words: [word],
    match: 'contains',
    languages: [],
    answer: answer(text),
    afterwards: 'nothing',
  })),
})
