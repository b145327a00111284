import type { MessageId } from '../../i18n/index.ts'
import type { Needs } from '../../ui/index.ts'
import type { MetaPage } from './meta-pages.ts'
import type { Check, CheckName, Notice } from './types.ts'

/** A dialog of ours that puts something right. */
export const fixDialogs = ['key', 'app-secret', 'register', 'receiving', 'catalog', 'version'] as const
/** Name of such a dialog; also the last part of its address. */
export type FixDialog = (typeof fixDialogs)[number]

/** What a fix button does: opens a dialog of ours, a page of Meta's, or another screen. */
export type Fix =
  | { readonly kind: 'dialog'; readonly dialog: FixDialog }
  | { readonly kind: 'page'; readonly page: MetaPage }
  | { readonly kind: 'screen'; readonly screen: 'prices' | 'number' }

const dialog = (name: FixDialog): Fix => ({ kind: 'dialog', dialog: name })
const page = (name: MetaPage): Fix => ({ kind: 'page', page: name })

/** What stands on the button of a fix. */
export function fixWords(fix: Fix): MessageId {
  switch (fix.kind) {
    case 'dialog':
      return `connection.fix.${fix.dialog}`
    case 'page':
      return `connection.page.${fix.page}`
    case 'screen':
      return `connection.screen.${fix.screen}`
  }
}

const dialogs: Readonly<Record<FixDialog, { readonly needs: Needs }>> = {
  key: { needs: 'connection.replaceKey' },
  'app-secret': { needs: 'connection.replaceAppSecret' },
  register: { needs: ['connection.register', 'connection.requestCode', 'connection.verifyCode'] },
  receiving: { needs: ['connection.setReceiving', 'connection.replaceAppSecret'] },
  catalog: { needs: 'connection.chooseNumber' },
  version: { needs: 'connection.useVersion' },
}
/** What is done at Meta is seen here by checking again. */
const atMeta = { needs: 'connection.check' } as const

/** What a fix leads to; nothing for the page of the number, which everybody may read. */
export function needsOfFix(fix: Fix): Needs | undefined {
  if (fix.kind === 'screen') return fix.screen === 'prices' ? 'price.import' : undefined
  return fix.kind === 'dialog' ? dialogs[fix.dialog].needs : atMeta.needs
}

const fixesByCode: Readonly<Record<string, readonly Fix[]>> = {
  'meta-key-refused': [dialog('key')],
  'key-ends-soon': [dialog('key')],
  'key-scope-missing': [page('systemUsers'), dialog('key')],
  'meta-permission-missing': [page('systemUsers'), dialog('key')],
  'number-not-registered': [dialog('register')],
  'number-name-declined': [page('numbers')],
  'number-not-reached': [page('systemUsers'), dialog('key')],
  'account-blocked': [page('support')],
  'payment-missing': [page('billing')],
  'payment-unknown': [page('billing')],
  'limit-low': [page('verification')],
  'app-secret-missing': [dialog('app-secret')],
  'receiver-silent': [dialog('app-secret'), dialog('receiving')],
  'catalog-missing': [dialog('catalog'), page('commerce')],
  // A clock is put right in the system, and a line that is down mends by checking again.
  'clock-off': [],
  'network-unreachable': [],
  'network-timeout': [],
  'meta-busy': [],
}

const fixesByCheck: Readonly<Record<CheckName, readonly Fix[]>> = {
  key: [dialog('key')],
  messaging: [page('systemUsers')],
  management: [page('systemUsers')],
  number: [page('numbers')],
  payment: [page('billing')],
  limit: [page('numbers')],
  receiving: [dialog('receiving')],
  catalog: [dialog('catalog')],
  clock: [],
}

/** What can be done about a check that is not in order; the first is the one to try. Nothing for one that is, or that hangs on another. */
export function fixesOfCheck({ name, state, code }: Pick<Check, 'name' | 'state' | 'code'>): readonly Fix[] {
  if (state === 'ok') return []
  const isAskedForItself = code === null || !(code in fixesByCode)
  const isHanging = state === 'skipped' && name !== 'receiving' && name !== 'catalog'
  if (isHanging) return []
  return isAskedForItself ? fixesByCheck[name] : (fixesByCode[code] ?? [])
}

const fixByNotice: Readonly<Record<Notice['code'], Fix | null>> = {
  'key-ends-soon': dialog('key'),
  'key-ended': dialog('key'),
  'data-access-ends-soon': dialog('key'),
  'version-ends-soon': dialog('version'),
  'version-ended': dialog('version'),
  'account-restricted': page('support'),
  'account-violation': page('support'),
  'account-disabled': page('support'),
  'number-flagged': { kind: 'screen', screen: 'number' },
  'name-declined': page('numbers'),
  'quality-low': { kind: 'screen', screen: 'number' },
  'pin-changed': page('numbers'),
  'payment-missing': page('billing'),
  'price-rules-old': { kind: 'screen', screen: 'prices' },
  'phone-app-silent': null,
  'meta-alert': page('support'),
}

/** The one thing to do about a notice; null when it is done outside of Shopbell and Meta. */
export const fixOfNotice = ({ code }: Pick<Notice, 'code'>): Fix | null => fixByNotice[code]

/** Tells notices apart: one that was closed comes back when its level, its day or its facts change. */
export const noticeIdentity = ({ code, level, due, params }: Notice): string => JSON.stringify([code, level, due, params])

const weight = { trouble: 2, warning: 1, info: 0 } as const

/** Notices with the heaviest first. */
export const byWeight = (notices: readonly Notice[]): readonly Notice[] =>
  notices.toSorted((one, other) => weight[other.level] - weight[one.level])
