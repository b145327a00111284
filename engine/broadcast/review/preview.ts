import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { ReadHandle } from '../../store/index.ts'
import { sampleValues } from '../../template/index.ts'
import { personById } from '../audience/queries.ts'
import type { Person } from '../audience/rules.ts'
import type { BroadcastDeps } from '../deps.ts'
import { compileMessage, type Message } from '../message/compile.ts'
import type { Going } from '../going.ts'
import { makePlan, type Plan } from '../plan.ts'
import { languagesOf } from './languages-of.ts'
import { renderFor, type RenderedMessage } from './render-for.ts'

/** Stands in the payloads of a message that is only looked at. */
const NO_BROADCAST = 'preview'

/** Renders content, saved or not, for the person that was asked for. */
export async function previewBroadcast(
  deps: BroadcastDeps,
  input: ParsedInput<'broadcast.preview'>,
): Promise<Result<CallOutput<'broadcast.preview'>>> {
  const db = deps.vault.store.read
  const message = compileMessage(deps, db, { content: input.content, broadcastId: NO_BROADCAST })
  const plan = await makePlan(deps, db, { audience: input.content.audience, message, at: deps.clock.now() })
  const missing = message.keys
    .map((variable) => ({ variable, people: plan.withoutValue.get(variable) ?? 0 }))
    .filter((one) => one.people > 0)
  const { cheapestWay, currency } = plan
  const shown = chosen(db, { message, plan, wanted: input.for })
  if (shown === null) return fail('customer-missing')
  return ok({
    message: rendered(shown.message, plan, shown.person),
    index: shown.index,
    of: plan.goes.length,
    missing,
    languages: languagesOf(message, plan.goes),
    cheapestWay: cheapestWay === null ? null : { people: cheapestWay.people, savesMicros: cheapestWay.savesMicros },
    currency,
  })
}

type Wanted = ParsedInput<'broadcast.preview'>['for']
type Choice = { readonly message: Message; readonly plan: Plan; readonly wanted: Wanted }
type Shown = { readonly message: Message; readonly person: Person | null; readonly index: number }

/** Whose message is shown, and the place among those who get it; null for a customer who is gone. */
function chosen(db: ReadHandle, { message, plan, wanted }: Choice): Shown | null {
  if (wanted.kind === 'language') return inLanguage(message, plan, wanted.language)
  if (wanted.kind === 'customer') {
    const person = personById(db, wanted.customerId)
    if (person === undefined) return null
    return { message, person, index: plan.goes.findIndex((going) => going.person.seq === person.seq) }
  }
  if (wanted.kind === 'longest' && plan.tooLongest !== null) return { message, person: plan.tooLongest, index: -1 }
  const index = placeOf(plan.goes, wanted)
  return { message, person: plan.goes[index]?.person ?? null, index }
}

/** The first who gets that version; a version that nobody gets is shown with samples. */
function inLanguage(message: Message, plan: Plan, language: string): Shown {
  const index = plan.goes.findIndex((going) => going.version?.language === language)
  const person = plan.goes[index]?.person ?? null
  const version = message.versions.find((one) => one.language === language) ?? message.main
  return person === null ? { message: { ...message, main: version, versionFor: () => version }, person, index } : { message, person, index }
}

/** Without anybody to show, the samples that were given with the template stand in. */
function rendered(message: Message, plan: Plan, person: Person | null): RenderedMessage | null {
  const { main } = message
  if (message.versionFor(person).template === null || main.template === null) return null
  const code = message.sampleCode(plan.goes.length)
  if (person !== null) return renderFor(message, person, code)
  const samples = main.render({ values: sampleValues(main.template), fellBack: [], missing: [], ofPerson: '' }, code)
  const shown = renderFor(message, null, code)
  // Fields without a value of their own for nobody show their sample; fixed texts and files are shown as they were set.
  const cards = shown.cards.map((card, index) => ({ ...card, body: samples.cards[index]?.body ?? card.body }))
  return { ...shown, headerText: samples.headerText, body: samples.body, cards, usedFallback: [], tooLong: null }
}

/** Place among those who get it; the last one when there are not that many. */
function placeOf(goes: readonly Going[], wanted: Exclude<Wanted, { kind: 'customer' | 'language' }>): number {
  if (wanted.kind === 'nth') return Math.max(0, Math.min(wanted.index, goes.length - 1))
  const weight =
    wanted.kind === 'longest' ? (one: Going) => one.valueCharacters : (one: Going) => one.fallbacks * 10_000 - one.valueCharacters
  let best = 0
  for (const [place, going] of goes.entries()) {
    const current = goes[best]
    if (current !== undefined && weight(going) > weight(current)) best = place
  }
  return best
}
