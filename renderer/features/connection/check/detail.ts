import { formatDate, type Words } from '../../../i18n/index.ts'
import { metaWords } from '../meta-words.ts'
import type { Check } from '../types.ts'

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** What a check found in particular, beyond the words of its code: a day, a permission, a number of people. Null for nothing. */
export function checkDetail({ name, state, params }: Check, words: Words): string | null {
  return state === 'ok' ? wellDetail(name, params, words) : troubleDetail(params, words)
}

function wellDetail(name: Check['name'], params: Check['params'], words: Words): string | null {
  const { t } = words
  const endsAt = number(params['endsAt'])
  const perDay = number(params['perDay'])
  switch (name) {
    case 'key':
      if (params['neverEnds'] === true) return t('connection.detail.neverEnds')
      return endsAt === null ? null : t('connection.detail.endsAt', { day: formatDate(endsAt, 'date', words) })
    case 'number':
      return params['isOnPhoneApp'] === true ? t('connection.phoneApp.keeps') : null
    case 'limit':
      return perDay === null ? null : t('connection.detail.perDay', { count: words.number(perDay) })
    default:
      return null
  }
}

type Say = (value: string | number, words: Words) => string
const fieldsIn = (value: string | number): readonly string[] => String(value).split(/,\s*/)

/** What each fact of a check that is not in order adds, in the order of the sentence. */
const says: readonly (readonly [param: string, say: Say])[] = [
  ['scope', (scope, words) => words.t('connection.detail.scope', { what: metaWords('scope', String(scope), words), scope })],
  [
    'fields',
    (fields, words) =>
      words.t('connection.detail.fields', { fields: words.list(fieldsIn(fields).map((field) => metaWords('field', field, words))) }),
  ],
  [
    'seconds',
    (seconds, words) => words.t('connection.detail.seconds', { minutes: words.number(Math.round(Math.abs(Number(seconds)) / 60)) }),
  ],
  ['perDay', (perDay, words) => words.t('connection.detail.perDay', { count: words.number(Number(perDay)) })],
  ['endsAt', (at, words) => words.t('connection.detail.day', { day: formatDate(Number(at), 'date', words) })],
  ['endedAt', (at, words) => words.t('connection.detail.day', { day: formatDate(Number(at), 'date', words) })],
  ['type', (type, words) => metaWords('restriction', String(type), words)],
  ['until', (at, words) => words.t('connection.restriction.until', { time: formatDate(Number(at), 'date-time', words) })],
  ['lastEventAt', (at, words) => words.t('connection.detail.lastEventAt', { time: formatDate(Number(at), 'date-time', words) })],
  ['host', (host, words) => words.t('connection.detail.host', { host })],
  ['status', (status, words) => words.t('connection.detail.status', { status: metaWords('numberStatus', String(status), words) })],
  ['catalogId', (catalogId, words) => words.t('connection.detail.catalog', { catalogId })],
]

function troubleDetail(params: Check['params'], words: Words): string | null {
  const parts = says.flatMap(([param, say]) => {
    const value = params[param]
    return value === undefined || value === '' || typeof value === 'boolean' ? [] : [say(value, words)]
  })
  const [first, ...rest] = parts
  return first === undefined ? null : rest.reduce((before, next) => words.t('connection.sentences', { first: before, next }), first)
}
