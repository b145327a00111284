import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { breathe, type CallContext } from '../kernel/index.ts'
import { inList, sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { Template } from '../template/index.ts'
import type { ConsentDeps } from './face.ts'
import { ANSWERS, ASK_AGAIN_MS } from './rules.ts'
import { localeOf, wordsOf } from './words.ts'

type Plan = CallOutput<'consent.planAsk'>
type WhyNot = Plan['leftOut'][number]['why']
type How = { readonly how: 'message' } | { readonly how: 'template'; readonly template: Template } | { readonly why: WhyNot }

/** People asked in one transaction. */
const SLICE = 100
/** The window closes for us a little before it does for Meta. */
const MARGIN_MS = 10 * 60_000

type Person = {
  readonly seq: number
  readonly phone: string | null
  readonly userId: string | null
  readonly language: string | null
  readonly offers: 'yes' | 'no' | 'stopped' | 'unknown'
  readonly blocked: number
  readonly unusableAt: number | null
  readonly restrictedAt: number | null
  readonly askedAt: number | null
}

const peopleIn = (db: ReadHandle, seqs: readonly number[]): Person[] =>
  db.all<Person>(sql`
    select seq, phone, user_id as userId, language, offers, blocked, unusable_at as unusableAt, restricted_at as restrictedAt,
      (select max(at) from consent_ask a where a.customer_seq = customer.seq) as askedAt
    from customer where seq in ${inList(seqs)} order by seq`)

type Asking = { readonly deps: ConsentDeps; readonly templates: readonly Template[]; readonly now: number }

/** Why nobody asks this person at all, the strongest reason first. */
const hindrances: readonly (readonly [WhyNot, (person: Person, now: number) => boolean])[] = [
  ['restricted', ({ restrictedAt }) => restrictedAt !== null],
  ['agreed', ({ offers }) => offers === 'yes'],
  ['refused', ({ offers, blocked }) => offers !== 'unknown' || blocked !== 0],
  ['asked-recently', ({ askedAt }, now) => askedAt !== null && askedAt > now - ASK_AGAIN_MS],
  ['no-number', ({ phone, userId, unusableAt }) => (phone === null && userId === null) || unusableAt !== null],
]

function howToAsk({ deps, templates, now }: Asking, db: ReadHandle, person: Person): How {
  const hindrance = hindrances.find(([, holds]) => holds(person, now))
  if (hindrance !== undefined) return { why: hindrance[0] }
  const closesAt = deps.inbox.windowClosesAt(db, person.seq)
  if (closesAt !== null && closesAt - MARGIN_MS > now) return { how: 'message' }
  const template = templateFor(templates, person.language, deps.vault.shop.locale)
  return template === undefined ? { why: 'no-template' } : { how: 'template', template }
}

function templateFor(templates: readonly Template[], language: string | null, shop: string): Template | undefined {
  const same = (one: string, other: string): boolean => one.replaceAll('_', '-').toLowerCase() === other.replaceAll('_', '-').toLowerCase()
  const [wanted, base] = [language ?? shop, (language ?? shop).split(/[-_]/)[0] ?? '']
  return (
    templates.find((template) => same(template.language, wanted)) ??
    templates.find((template) => template.language.split(/[-_]/)[0] === base) ??
    templates.find((template) => same(template.language, shop)) ??
    templates[0]
  )
}

/** The template in the languages in which it can ask. Errors: template-missing, consent-template-refused (reason). */
function askingTemplates({ template, vault }: ConsentDeps, name: string | undefined): Result<readonly Template[]> {
  if (name === undefined) return ok([])
  const all = template.all(vault.store.read).filter((one) => one.name === name)
  if (all.length === 0) return fail('template-missing', { name })
  const fit = all.filter(canAsk)
  return fit.length === 0 ? fail('consent-template-refused', { name }) : ok(fit)
}

const canAsk = (template: Template): boolean =>
  template.status === 'APPROVED' &&
  template.category === 'UTILITY' &&
  template.sendable &&
  template.variables.length === 0 &&
  template.buttons.length === 2 &&
  template.buttons.every(({ type }) => type === 'QUICK_REPLY')

/** Who would be asked and how. Errors: group-missing, template-missing, consent-template-refused. */
export async function planAsk(deps: ConsentDeps, input: ParsedInput<'consent.planAsk'>): Promise<Result<Plan>> {
  const prepared = await prepare(deps, input)
  return prepared.ok ? ok(prepared.value.plan) : prepared
}

type Prepared = { readonly plan: Plan; readonly asking: Asking; readonly people: readonly number[] }

async function prepare(deps: ConsentDeps, input: ParsedInput<'consent.planAsk'>): Promise<Result<Prepared>> {
  const templates = askingTemplates(deps, input.templateName)
  if (!templates.ok) return templates
  const people = await deps.customer.peopleOf(input.selection)
  if (!people.ok) return people
  const asking = { deps, templates: templates.value, now: deps.clock.now() }
  const db = deps.vault.store.read
  const [counts, leftOut, asked] = [{ message: 0, template: 0 }, new Map<WhyNot, number>(), [] as number[]]
  for (let done = 0; done < people.value.length; done += SLICE) {
    for (const person of peopleIn(db, people.value.slice(done, done + SLICE))) {
      const way = howToAsk(asking, db, person)
      if ('why' in way) leftOut.set(way.why, (leftOut.get(way.why) ?? 0) + 1)
      else {
        counts[way.how] += 1
        asked.push(person.seq)
      }
    }
    await breathe()
  }
  const plan = {
    people: asked.length,
    byMessage: counts.message,
    byTemplate: counts.template,
    leftOut: [...leftOut].map(([why, count]) => ({ why, people: count })),
  }
  return ok({ plan, asking, people: asked })
}

/**
 * Asks everybody who may be asked, a slice at a time; each question is written down with the message that asks it. Ended in
 * the middle, those who were asked are not asked again. Errors: those of the plan, consent-ask-changed.
 */
export async function ask(deps: ConsentDeps, input: ParsedInput<'consent.ask'>, context: CallContext): Promise<Result<Plan>> {
  const prepared = await prepare(deps, input)
  if (!prepared.ok) return prepared
  const { plan, people, asking } = prepared.value
  if (plan.people !== input.expectedPeople) return fail('consent-ask-changed', { people: plan.people })
  for (let done = 0; done < people.length && !context.signal.aborted; done += SLICE) {
    const slice = people.slice(done, done + SLICE)
    deps.vault.store.write((db) => {
      for (const person of peopleIn(db, slice)) askPerson(asking, db, { person, by: context.person })
    })
    await breathe()
  }
  return ok(plan)
}

/** Asks one customer in the open window. Errors: customer-missing, window-closed. */
export async function askOne(
  deps: ConsentDeps,
  customerId: ParsedInput<'consent.askOne'>['customerId'],
  context: CallContext,
): Promise<Result<Plan>> {
  const prepared = await prepare(deps, { selection: { kind: 'people', customerIds: [customerId] } })
  if (!prepared.ok) return prepared
  const { plan, people, asking } = prepared.value
  if (plan.people + plan.leftOut.length === 0) return fail('customer-missing')
  if (plan.leftOut.some(({ why }) => why === 'no-template')) return fail('window-closed')
  deps.vault.store.write((db) => {
    for (const person of peopleIn(db, people)) askPerson(asking, db, { person, by: context.person })
  })
  return ok(plan)
}

/** Looked at once more inside the transaction: whoever was asked or answered meanwhile is left alone. */
function askPerson(asking: Asking, db: WriteHandle, { person, by }: { readonly person: Person; readonly by: string }): void {
  const { deps, now } = asking
  const way = howToAsk(asking, db, person)
  if ('why' in way) return
  const words = wordsOf(localeOf(person.language, deps.vault.shop.locale)).ask
  const text = words.text.replaceAll('{shop}', deps.vault.shop.name)
  const button = (id: string, title: string) => ({ type: 'reply' as const, reply: { id, title } })
  const said = deps.inbox.enqueue(
    db,
    person.seq,
    way.how === 'template'
      ? {
          kind: 'template',
          name: way.template.name,
          language: way.template.language,
          values: {},
          couponCode: '',
          payloads: [ANSWERS.yes, ANSWERS.no],
        }
      : {
          kind: 'message',
          message: {
            type: 'interactive',
            interactive: {
              type: 'button',
              body: { text },
              action: { buttons: [button(ANSWERS.yes, words.yes), button(ANSWERS.no, words.no)] },
            },
          },
        },
    { sentBy: by, holdMs: 0, isNotice: true },
  )
  if (!said.ok) return
  const wording = way.how === 'template' ? way.template.body : text
  db.run(sql`
    insert into consent_ask (customer_seq, at, by_whom, how, wording, message_id) values (${person.seq}, ${now}, ${by}, ${way.how}, ${wording}, ${said.value})`)
}
