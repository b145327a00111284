import type { CallInput } from '../../bridge/index.ts'

/** What stands in the connect form. */
export type ConnectDraft = {
  readonly kind: 'meta' | 'provider'
  readonly baseUrl: string
  readonly authHeader: string
  readonly token: string
  readonly appSecret: string
  readonly phoneNumberId: string
  readonly wabaId: string
  readonly businessId: string
  readonly catalogId: string
  readonly receiving: 'none' | 'local' | 'url'
  readonly receivingUrl: string
}

/** The fields of the form that can be wrong. */
export type ConnectField = 'baseUrl' | 'token' | 'phoneNumberId' | 'wabaId' | 'businessId' | 'catalogId' | 'receivingUrl'
export type Problem = 'missing' | 'digits' | 'url'

const digitsProblem = (value: string, isRequired: boolean): Problem | null => {
  if (value.trim() === '') return isRequired ? 'missing' : null
  return /^\d{1,32}$/.test(value.trim()) ? null : 'digits'
}

const urlProblem = (value: string): Problem | null => {
  if (value.trim() === '') return 'missing'
  return /^https?:\/\/[^\s/]+/.test(value.trim()) ? null : 'url'
}

/** What is wrong in the form, by field; an empty object when nothing is. */
export function connectProblems(draft: ConnectDraft): Partial<Record<ConnectField, Problem>> {
  const found: Record<ConnectField, Problem | null> = {
    baseUrl: draft.kind === 'provider' ? urlProblem(draft.baseUrl) : null,
    token: draft.token.trim() === '' ? 'missing' : null,
    phoneNumberId: digitsProblem(draft.phoneNumberId, true),
    wabaId: digitsProblem(draft.wabaId, true),
    businessId: digitsProblem(draft.businessId, false),
    catalogId: digitsProblem(draft.catalogId, false),
    receivingUrl: draft.receiving === 'url' ? urlProblem(draft.receivingUrl) : null,
  }
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== null))
}

const optional = <K extends string>(name: K, value: string): Partial<Record<K, string>> =>
  value.trim() === '' ? {} : ({ [name]: value.trim() } as Partial<Record<K, string>>)

/** The form as the call wants it; ask `connectProblems` first. */
export function connectInput(draft: ConnectDraft): CallInput<'connection.add'> {
  return {
    kind: draft.kind,
    token: draft.token.trim(),
    wabaId: draft.wabaId.trim(),
    phoneNumberId: draft.phoneNumberId.trim(),
    receiving: draft.receiving === 'url' ? draft.receivingUrl.trim() : draft.receiving,
    ...optional('appSecret', draft.appSecret),
    ...optional('businessId', draft.businessId),
    ...optional('catalogId', draft.catalogId),
    ...(draft.kind === 'provider' ? { ...optional('baseUrl', draft.baseUrl), ...optional('authHeader', draft.authHeader) } : {}),
  }
}
