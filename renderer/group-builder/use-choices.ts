import { useCall, type CallOutput } from '../bridge/index.ts'
import { countryName, formatDate, isMessageId, languageName, useWords, type Words } from '../i18n/index.ts'
import { useMay } from '../ui/index.ts'
import type { Source } from './blanks.ts'
import { printRule, type Names } from './sentence.ts'

/** One thing that a menu offers. */
export type Option = { readonly value: string; readonly label: string; readonly note?: string }

/** The names of everything that rules speak of, and what their menus offer; lists that are not there yet are empty. */
export type Choices = Names & { readonly options: (source: Source) => readonly Option[]; readonly isLoading: boolean }

const states = ['yes', 'no', 'stopped', 'unknown'] as const
const usualDates = ['birthday', 'service-due'] as const
const MOST_PRODUCTS = 500

type Lists = {
  readonly choices: CallOutput<'group.choices'> | undefined
  readonly imports: CallOutput<'customer.imports'> | undefined
  readonly coupons: CallOutput<'coupon.list'> | undefined
  readonly broadcasts: CallOutput<'broadcast.list'> | undefined
  readonly products: CallOutput<'catalog.list'> | undefined
  readonly fields: CallOutput<'customer.fields'> | undefined
}

/** Reads the lists once; each is kept fresh by its own events. */
function useLists(): { readonly lists: Lists; readonly isLoading: boolean } {
  const choices = useCall('group.choices', {})
  const mayKnowImports = useMay()('customer.imports')
  const imports = useCall('customer.imports', {}, { isEnabled: mayKnowImports })
  const coupons = useCall('coupon.list', {})
  const broadcasts = useCall('broadcast.list', {})
  const products = useCall('catalog.list', { limit: MOST_PRODUCTS })
  const fields = useCall('customer.fields', {})
  return {
    lists: {
      choices: choices.data,
      imports: imports.data,
      coupons: coupons.data,
      broadcasts: broadcasts.data,
      products: products.data,
      fields: fields.data,
    },
    isLoading: [choices, imports, coupons, broadcasts, products, fields].some((list) => list.isLoading),
  }
}

/** A fixed word of the app where there is one, else what the shop itself wrote. */
function known(words: Words, prefix: 'group.date' | 'ui.source' | 'group.offers', value: string): string {
  const id = `${prefix}.${value}`
  return isMessageId(id) ? words.t(id) : value
}

/** How a value is called that speaks for itself. Ids do not: those are named by their lists alone. */
const ownNames: { readonly [S in Source]: (value: string, words: Words) => string } = {
  tags: (tag) => tag,
  countries: (code, { locale }) => countryName(code, locale),
  languages: (code, { locale }) => languageName(code, locale),
  states: (state, words) => known(words, 'group.offers', state),
  sources: (source, words) => known(words, 'ui.source', source),
  date: (date, words) => known(words, 'group.date', date),
  products: (retailerId) => retailerId,
  import: (_, { t }) => t('group.gone'),
  coupon: (_, { t }) => t('group.gone'),
  broadcast: (_, { t }) => t('group.gone'),
  field: (_, { t }) => t('group.gone'),
}

/** Values under their own names, in the order of the reader's language. */
const named = (source: Source, values: readonly string[] | undefined, words: Words): readonly Option[] =>
  (values ?? [])
    .map((value) => ({ value, label: ownNames[source](value, words) }))
    .toSorted((one, other) => one.label.localeCompare(other.label, words.locale))

const offered: { readonly [S in Source]: (lists: Lists, words: Words) => readonly Option[] } = {
  tags: ({ choices }, words) => named('tags', choices?.tags, words),
  countries: ({ choices }, words) => named('countries', choices?.countries, words),
  languages: ({ choices }, words) => named('languages', choices?.languages, words),
  sources: ({ choices }, words) => named('sources', choices?.sources, words),
  states: (_, words) => states.map((value) => ({ value, label: ownNames.states(value, words) })),
  date: ({ choices }, words) =>
    [...new Set([...usualDates, ...(choices?.dates ?? [])])].map((value) => ({ value, label: ownNames.date(value, words) })),
  products: ({ products }) =>
    (products?.products ?? []).map((product) => ({ value: product.retailerId, label: product.name, note: product.retailerId })),
  import: ({ imports }, words) =>
    (imports?.imports ?? [])
      .filter(({ state }) => state === 'done')
      .map((run) => ({ value: run.importId, label: run.fileName, note: formatDate(run.startedAt, 'date-time', words) })),
  field: ({ fields }) => (fields?.fields ?? []).map((field) => ({ value: field.fieldId, label: field.label })),
  coupon: ({ coupons }) => (coupons?.coupons ?? []).map((coupon) => ({ value: coupon.couponId, label: coupon.name })),
  broadcast: ({ broadcasts }, words) =>
    (broadcasts?.broadcasts ?? [])
      .filter(({ state }) => state !== 'draft')
      .map((one) => ({ value: one.broadcastId, label: one.name, note: formatDate(one.startedAt ?? one.createdAt, 'date', words) })),
}

/** Names for printing and options for menus, in the words of the reader. */
export function useChoices(): Choices {
  const words = useWords()
  const { lists, isLoading } = useLists()
  const vault = useCall('vault.status', {})
  const made = new Map<Source, readonly Option[]>()
  const options = (source: Source): readonly Option[] => {
    const list = made.get(source) ?? offered[source](lists, words)
    made.set(source, list)
    return list
  }
  const of = (source: Source, value: string | null): string => {
    if (value === null) return words.t(source === 'coupon' ? 'group.any.coupon' : 'group.any.broadcast')
    return options(source).find((option) => option.value === value)?.label ?? ownNames[source](value, words)
  }
  return { of, options, isLoading, currency: vault.data?.shop?.currency ?? null }
}

type Group = CallOutput<'group.list'>['groups'][number]

/**
 * Says what groups hold for, in the words of whoever reads it now; a group keeps those of whoever saved it, which stand in
 * until everything that it names is there, and where the names of imports are not for the reader.
 */
export function useSentences(): (group: Pick<Group, 'rule' | 'sentence'>) => string {
  const words = useWords()
  const choices = useChoices()
  const mayKnowImports = useMay()('customer.imports')
  const isUnnamed = (rule: Group['rule']): boolean =>
    choices.isLoading || (!mayKnowImports && rule.any.some(({ all }) => all.some(({ fact }) => fact === 'import')))
  return ({ rule, sentence }) => (sentence !== '' && isUnnamed(rule) ? sentence : printRule(rule, { words, names: choices }))
}
