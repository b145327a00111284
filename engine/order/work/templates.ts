import type { CallOutput } from '#contract/ipc/index.ts'
import { renderTemplate, variableKey, type Template } from '../../template/index.ts'
import type { ReadHandle } from '../../store/index.ts'
import type { OrderHands } from './hands.ts'
import type { Notice } from './states.ts'

export type Proposal = NonNullable<CallOutput<'inbox.propose'>['proposal']>

/** So many are offered; who wants another writes from the chat. */
const MOST = 6

/** Words by which shops name templates, and that stand in them. */
const about: Readonly<Record<Notice, RegExp>> = {
  received: /receiv|confirm|thank|order|收到|確認|确认|訂單|订单/i,
  changed: /chang|updat|變更|变更|更改|調整|调整/i,
  declined: /declin|cancel|refus|sorry|unable|取消|無法|无法/i,
  ready: /ready|pick ?up|collect|取貨|取货|自取|備妥|备好/i,
  shipped: /ship|track|deliver|dispatch|parcel|寄|出貨|发货|發貨|物流|配送/i,
  due: /due|remind|payment|deadline|提醒|到期|付款|繳/i,
  cancelled: /cancel|取消/i,
}

/** What a place in a template is for, by its name or by the words before it. */
const meanings = [
  ['tracking', /track|parcel|waybill|carrier|單號|单号|物流|追蹤|追踪/i],
  ['number', /order|number|訂單|订单|編號|编号/i],
  ['total', /total|amount|price|sum|金額|金额|總額|总额|合計|合计/i],
  ['due', /due|date|day|until|期|日/i],
  ['addressAs', /name|customer|address|hello|hi|dear|稱呼|称呼|姓名|顧客|顾客|您好/i],
] as const

type Wanted = {
  readonly customerId: string
  readonly notice: Notice
  readonly languages: readonly string[]
  readonly values: Readonly<Record<string, string | undefined>>
}

const sameTongue = (one: string, other: string): boolean => one.toLowerCase().split(/[-_]/)[0] === other.toLowerCase().split(/[-_]/)[0]
const plain = (language: string): string => language.toLowerCase().replaceAll('_', '-')

/** Higher fits better: what it is about before what it is written in. */
function fit(template: Template, { notice, languages }: Wanted): number {
  const named = about[notice].test(template.name.replaceAll('_', ' ')) ? 100 : 0
  const said = about[notice].test(template.body) ? 50 : 0
  const spoken = languages.map((wanted, place) =>
    plain(wanted) === plain(template.language) ? 40 - place * 5 : sameTongue(wanted, template.language) ? 20 - place * 5 : 0,
  )
  return named + said + Math.max(0, ...spoken)
}

/** Approved notices that fit, best first, filled in with what the order knows, each with its cost. */
export function fittingTemplates(hands: OrderHands, db: ReadHandle, wanted: Wanted): Proposal[] {
  const first = hands.propose({ customerId: wanted.customerId })
  if (!first.ok) return []
  const known = first.value.others.flatMap(({ name, language }) => {
    const template = hands.template.find(db, name, language)
    return template?.category === 'UTILITY' ? [template] : []
  })
  return known
    .map((template) => ({ template, fit: fit(template, wanted) }))
    .filter((one) => one.fit >= 50)
    .toSorted((one, other) => other.fit - one.fit || one.template.name.localeCompare(other.template.name))
    .slice(0, MOST)
    .flatMap(({ template }) => filled(hands, template, wanted))
}

function filled(hands: OrderHands, template: Template, { customerId, values }: Wanted): Proposal[] {
  const proposed = hands.propose({ customerId, name: template.name, language: template.language })
  if (!proposed.ok || proposed.value.proposal === null) return []
  const own = Object.fromEntries(
    template.variables.map((variable, place) => {
      const key = variableKey(variable)
      const meaning = meaningOf(template.body, variable.name, place)
      return [key, (meaning === null ? '' : values[meaning]) ?? '']
    }),
  )
  const all = { ...proposed.value.proposal.values, ...own }
  const { body, missing } = renderTemplate(template, all)
  return [{ ...proposed.value.proposal, values: all, body, missing: [...missing] }]
}

/** What a place stands for; null where nothing tells. The first place of a greeting is the name. */
function meaningOf(body: string, name: string, place: number): string | null {
  const before = (body.split(`{{${name}}}`)[0] ?? '').replaceAll(/\{\{[^}]*\}\}/g, '\u0000')
  const near = before.slice(before.lastIndexOf('\u0000') + 1).slice(-24)
  const isNumbered = /^\d+$/.test(name)
  const found = meanings.find(([, words]) => words.test(isNumbered ? near : name.replaceAll('_', ' ')))?.[0]
  return found ?? (place === 0 ? 'addressAs' : null)
}
