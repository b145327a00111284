import type { CallInput } from '../../bridge/index.ts'

/** What stands in the form of the first step. */
export type AccountDraft = {
  readonly kind: 'meta' | 'provider'
  readonly baseUrl: string
  readonly authHeader: string
  readonly apiVersion: string
  readonly token: string
  readonly appSecret: string
}

/** The fields of the form that can be wrong. */
export type AccountField = 'baseUrl' | 'authHeader' | 'apiVersion' | 'token'
/** What is wrong with a field. */
export type AccountProblem = 'missing' | 'url' | 'header' | 'version'

/** The form as it first stands. */
export const emptyAccount: AccountDraft = {
  kind: 'meta',
  baseUrl: '',
  authHeader: 'D360-API-KEY',
  apiVersion: 'v25.0',
  token: '',
  appSecret: '',
}

const urlProblem = (value: string): AccountProblem | null => {
  if (value.trim() === '') return 'missing'
  return /^https?:\/\/[^\s/]+/i.test(value.trim()) ? null : 'url'
}

/** What is wrong in the form, by field; an empty object when nothing is. */
export function accountProblems(draft: AccountDraft): Partial<Record<AccountField, AccountProblem>> {
  const isProvider = draft.kind === 'provider'
  const found: Record<AccountField, AccountProblem | null> = {
    baseUrl: isProvider ? urlProblem(draft.baseUrl) : null,
    authHeader: isProvider && !/^[A-Za-z0-9-]{1,64}$/.test(draft.authHeader.trim()) ? 'header' : null,
    apiVersion: isProvider && !/^v\d+\.\d+$/.test(draft.apiVersion.trim()) ? 'version' : null,
    token: draft.token.trim() === '' ? 'missing' : null,
  }
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== null))
}

/** The form as the call wants it; ask `accountProblems` first. */
export function accountInput(draft: AccountDraft): CallInput<'connection.beginSetup'> {
  const appSecret = draft.appSecret.trim()
  const provider = { baseUrl: draft.baseUrl.trim(), authHeader: draft.authHeader.trim(), apiVersion: draft.apiVersion.trim() }
  return {
    kind: draft.kind,
    token: draft.token.trim(),
    ...(appSecret === '' ? {} : { appSecret }),
    ...(draft.kind === 'provider' ? provider : {}),
  }
}
