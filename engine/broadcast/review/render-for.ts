import type { CustomerId } from '#contract/kernel/values.ts'
import { buttonKey, cardButtonKey, shownParts, type TemplateButton } from '../../template/index.ts'
import type { Person } from '../audience/rules.ts'
import type { Message } from '../message/compile.ts'
import type { Resolved } from '../message/rules.ts'
import type { Version } from '../message/version.ts'
import type { Review } from './rules.ts'

/** A message filled in for one person. */
export type RenderedMessage = Review['samples'][number]

/** One message as the phone preview shows it, in the person's language. */
export function renderFor(message: Message, person: Person | null, code: string): RenderedMessage {
  const version = message.versionFor(person)
  const resolved = version.resolve(person, code)
  const rendered = version.render(resolved, code)
  const { template } = version
  const nameOf = (retailerId: string) => message.products.find((product) => product.retailerId === retailerId)?.name
  return {
    customerId: (person?.customerId ?? null) as CustomerId | null,
    customerName: person?.name ?? '',
    language: version.language,
    headerImageUrl: template?.header?.format === 'IMAGE' ? rendered.headerUrl : null,
    headerText: rendered.headerText,
    body: rendered.body,
    footer: rendered.footer,
    buttons: [...rendered.buttons],
    couponCode: message.content.coupon === null ? null : code,
    usedFallback: [...resolved.fellBack],
    ...(template === null ? NO_PARTS : shownParts(template, rendered, nameOf)),
    links: linksOf(version, resolved),
    tooLong: version.tooLong(resolved),
  }
}

const NO_PARTS = { header: 'none', place: null, cards: [], offer: null } as const satisfies Partial<RenderedMessage>

/** Where links lead whose ends are filled in. */
function linksOf({ template }: Version, { values }: Resolved): RenderedMessage['links'] {
  const link = ({ url, needsValue, type }: TemplateButton, key: string) =>
    type === 'URL' && needsValue ? [{ key, url: (url ?? '').replace(/\{\{[^{}]*\}\}/, () => values[key] ?? '') }] : []
  return [
    ...(template?.buttons ?? []).flatMap((button, index) => link(button, buttonKey(index))),
    ...(template?.cards ?? []).flatMap((card, at) => card.buttons.flatMap((button, index) => link(button, cardButtonKey(at, index)))),
  ]
}
