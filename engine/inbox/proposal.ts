import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import { isProductCarousel, renderTemplate, variableKey, type Template } from '../template/index.ts'
import { templatePrice } from './cost.ts'
import type { InboxDeps } from './face.ts'
import { personById, type Person } from './people.ts'
import { metaNow } from './meta-now.ts'
import { messageTerms } from './search-terms.ts'

/**
 * The template that fits best for writing to a customer now. A notice goes before a promotion, and a promotion is offered
 * only to who agreed to offers; then language, then the words of the draft and of what the customer last asked count.
 * Error: customer-missing.
 */
export function propose(deps: InboxDeps, input: ParsedInput<'inbox.propose'>): Result<CallOutput<'inbox.propose'>> {
  const db = deps.vault.store.read
  const person = personById(db, input.customerId)
  if (person === undefined) return fail('customer-missing')
  const sendable = deps.template
    .all(db)
    .filter((template) => canGoByHand(template) && (template.category === 'UTILITY' || person.offers === 'yes'))
  const last = lastQuestion(db, person.customerSeq)
  const about = {
    words: new Set(messageTerms(`${input.draft} ${last.text}`).split(' ')),
    product: last.product,
    languages: [person.language, deps.vault.shop.locale],
  }
  const chosen =
    input.name === undefined
      ? (best(sendable.filter(canStandAlone), about) ?? best(sendable, about))
      : sendable.find((template) => template.name === input.name && (input.language === undefined || template.language === input.language))
  return ok({
    proposal:
      chosen === undefined
        ? null
        : describe(deps, db, {
            person,
            template: chosen,
            productName: last.product === null ? '' : (deps.catalog.find(db, last.product)?.name ?? ''),
          }),
    others: sendable.map(({ name, language }) => ({ name, language })),
  })
}

const best = (templates: readonly Template[], about: About): Template | undefined =>
  templates.toSorted((one, other) => fit(other, about) - fit(one, about) || one.name.localeCompare(other.name))[0]

/** Templates that show products belong to broadcasts, where products are chosen. */
const canGoByHand = ({ sendable, category, header, buttons, cards }: Template): boolean =>
  sendable &&
  category !== 'AUTHENTICATION' &&
  header?.format !== 'PRODUCT' &&
  !isProductCarousel({ cards }) &&
  buttons.every(({ type }) => type !== 'MPM' && type !== 'SPM')

/** Templates that ask for a file, a place, a code or the end of a link are there to choose, but never proposed before others. */
function canStandAlone(template: Template): boolean {
  const { header } = template
  const isHeaderFilled = header === null || header.format === 'TEXT' || (header.sampleUrl !== null && header.format !== 'LOCATION')
  const isPlain = [...template.buttons, ...template.cards.flatMap((card) => card.buttons)].every(
    (button) => ['QUICK_REPLY', 'PHONE_NUMBER', 'URL', 'CATALOG'].includes(button.type) && !button.needsValue,
  )
  const areCardsFilled = template.cards.every((card) => card.header === null || card.header.sampleUrl !== null)
  return isHeaderFilled && areCardsFilled && isPlain && template.limitedTimeOffer?.hasExpiration !== true
}

type About = { readonly words: ReadonlySet<string>; readonly product: string | null; readonly languages: readonly (string | null)[] }

/** Higher fits better. */
function fit(template: Template, about: About): number {
  const kind = template.category === 'UTILITY' ? 1000 : 0
  const language = Math.max(...about.languages.map((wanted, index) => (languageFit(template.language, wanted) * 100) / (index + 1)))
  const words = messageTerms(`${template.name.replaceAll('_', ' ')} ${template.body}`).split(' ')
  const shared = words.filter((word) => word !== '' && about.words.has(word)).length
  const stock = about.product !== null && /stock|restock|available|product|item/.test(template.name) ? 60 : 0
  return kind + language + Math.min(50, (shared * 100) / Math.max(10, words.length)) + stock
}

/** 2 for the same language, 1 for the same one of another country, 0 for another; zh-TW and zh_TW are the same. */
function languageFit(language: string, wanted: string | null): number {
  const [one, other] = [language, wanted ?? ''].map((text) => text.toLowerCase().replace('-', '_'))
  if (one === other) return 2
  return one?.split('_')[0] === other?.split('_')[0] ? 1 : 0
}

function lastQuestion(db: ReadHandle, customerSeq: number): { text: string; product: string | null } {
  const messages = db.all<{ content: string; product: string | null }>(sql`
    select content, about_product as product from message where customer_seq = ${customerSeq} and direction = 'in' order by at desc, seq desc limit 5`)
  const texts = messages.map(({ content }) => JSON.parse(content) as { text?: unknown })
  return {
    text: texts.map(({ text }) => (typeof text === 'string' ? text : '')).join(' '),
    product: messages.find(({ product }) => product !== null)?.product ?? null,
  }
}

type Described = { readonly person: Person; readonly template: Template; readonly productName: string }

function describe(deps: InboxDeps, db: ReadHandle, described: Described): NonNullable<CallOutput<'inbox.propose'>['proposal']> {
  const { person, template } = described
  const values = guessValues(described)
  const cost = templatePrice(deps, db, { person, category: template.category, at: metaNow(deps) })
  const { used, limit } = deps.ledger.dailyUse(db)
  const { body, missing } = renderTemplate(template, values)
  return {
    name: template.name,
    language: template.language,
    category: template.category,
    body,
    values,
    missing: [...missing],
    costMicros: cost.costMicros,
    currency: cost.currency,
    isSamplePrice: cost.isSample,
    dailyLimit: limit,
    dailyUsed: used,
  }
}

const NAME_WORDS = /name|customer|address|稱呼|称呼|姓名|顧客|顾客/i
const PRODUCT_WORDS = /product|item|article|商品|產品|产品/i

/** Fills what can be told from the variable's name, or for numbered ones from their sample; the rest is left to the person. */
function guessValues({ person, template, productName }: Described): Record<string, string> {
  const name = person.addressAs === '' ? person.name : person.addressAs
  const guesses = template.variables.map(
    (variable, index) =>
      [variableKey(variable), { name, product: productName, nothing: '' }[meaningOf(variable.name, index, productName !== '')]] as const,
  )
  return Object.fromEntries(guesses)
}

function meaningOf(variable: string, index: number, hasProduct: boolean): 'name' | 'product' | 'nothing' {
  const isNumbered = /^\d+$/.test(variable)
  if (PRODUCT_WORDS.test(variable) || (isNumbered && index > 0 && hasProduct)) return 'product'
  return NAME_WORDS.test(variable) || (isNumbered && index === 0) ? 'name' : 'nothing'
}
