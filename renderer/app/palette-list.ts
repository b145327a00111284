import type { MessageId } from '../i18n/index.ts'
import { routes, type Overlay, type SettingsPage } from '../navigation/index.ts'
import type { IconName, Needs } from '../ui/index.ts'
import { sections } from './sections.ts'
import { settingsPages } from './settings-pages.ts'

/** What an action of the palette leads to; sending and erasing open where they are looked over first, they are never run from here. */
export type Goal =
  | { readonly kind: 'page'; readonly path: string; readonly overlay?: Overlay }
  | { readonly kind: 'overlay'; readonly overlay: Overlay }
  | { readonly kind: 'lock' }

/** An action of the palette, before its words are put in a language. */
export type PaletteAction = {
  readonly id: string
  readonly words: MessageId
  /** The sentence around its words, where they are the name of a place. */
  readonly as?: 'goTo' | 'settingsOf'
  /** More words that find it, in every language. */
  readonly also?: MessageId
  readonly aside?: string
  readonly icon: IconName
  readonly goal: Goal
  /** What it leads to; not offered to whoever may not do it. */
  readonly needs?: Needs | undefined
}

const page = (path: string): Goal => ({ kind: 'page', path })

/** The place of a page of the settings, which needs at least what the page itself needs. */
const inSettings = (name: SettingsPage): Pick<PaletteAction, 'as' | 'icon' | 'goal' | 'needs'> => ({
  as: 'settingsOf',
  icon: 'settings',
  goal: page(routes.settingsPage(name)),
  needs: settingsPages.find((one) => one.page === name)?.needs,
})

const work: readonly PaletteAction[] = [
  {
    id: 'new-broadcast',
    words: 'app.palette.newBroadcast',
    aside: 'Ctrl+Shift+N',
    icon: 'plus',
    goal: page(routes.newBroadcast()),
    needs: 'broadcast.draft',
  },
  {
    id: 'redeem',
    words: 'coupon.till.open',
    aside: 'Ctrl+Shift+R',
    icon: 'ok',
    goal: { kind: 'overlay', overlay: { kind: 'till' } },
    needs: 'coupon.redeem',
  },
  { id: 'new-coupon', words: 'coupon.new', icon: 'coupon', goal: page(routes.newCoupon()), needs: 'coupon.save' },
  { id: 'raffles', words: 'raffle.title', as: 'goTo', icon: 'coupon', goal: page(routes.raffles()) },
  {
    id: 'import',
    needs: 'customer.import',
    words: 'app.palette.import',
    icon: 'upload',
    goal: { kind: 'page', path: routes.customers(), overlay: { kind: 'import-customers' } },
  },
  { id: 'lock', words: 'app.palette.lock', aside: 'Ctrl+L', icon: 'lock', goal: { kind: 'lock' } },
  { id: 'new-template', words: 'template.start.title', icon: 'plus', goal: page(routes.newTemplate()), needs: 'template.draftFrom' },
  { id: 'quick-replies', words: 'quick-reply.title', as: 'goTo', icon: 'template', goal: page(routes.quickReplies()) },
  { id: 'calendar', words: 'broadcast.view.calendar', as: 'goTo', icon: 'broadcast', goal: page(routes.broadcastCalendar()) },
  { id: 'new-series', words: 'series.new', icon: 'plus', goal: page(routes.newSeries()), needs: 'series.save' },
  { id: 'groups', words: 'group.title', as: 'goTo', icon: 'customers', goal: page(routes.customers()) },
  {
    id: 'twice',
    words: 'record.twice.title',
    as: 'goTo',
    icon: 'customers',
    goal: page(routes.customersTwice()),
    needs: 'customer.notSame',
  },
  {
    id: 'imports',
    words: 'customer.imports.title',
    as: 'goTo',
    icon: 'upload',
    goal: page(routes.customersImports()),
    needs: 'customer.imports',
  },
  {
    id: 'fields',
    words: 'record.fields.title',
    as: 'goTo',
    icon: 'list',
    goal: page(routes.customerFields()),
    needs: 'customer.saveField',
  },
  { id: 'places', words: 'consent.title', as: 'goTo', also: 'app.palette.also.places', icon: 'shop', goal: page(routes.consentPlaces()) },
  { id: 'no-agreement', words: 'group.noAgreement', as: 'goTo', icon: 'customers', goal: page(routes.customersWithoutAgreement()) },
  { id: 'connect', words: 'shell.connect.title', icon: 'online', goal: page(routes.connectNumber()), needs: 'connection.beginSetup' },
]

/** Parts of a page of the settings that people look for by their own name. */
const parts: readonly PaletteAction[] = [
  { id: 'restore', words: 'backup.restore.title', ...inSettings('backup'), needs: 'backup.restore' },
  { id: 'locking', words: 'session.settings.title', ...inSettings('people'), needs: 'session.saveSettings' },
  { id: 'own-sign-in', words: 'session.own.title', ...inSettings('people') },
  { id: 'data-place', words: 'vault.title', ...inSettings('privacy') },
  { id: 'retention', words: 'privacy.retention.title', ...inSettings('privacy'), needs: 'privacy.settings' },
  { id: 'limits', words: 'privacy.limits.title', ...inSettings('privacy') },
  { id: 'requests', words: 'privacy.requests.title', ...inSettings('privacy'), needs: 'privacy.requests' },
  { id: 'exports', words: 'privacy.exports.title', ...inSettings('privacy'), needs: 'privacy.exports' },
  { id: 'everyone', words: 'privacy.everyone.title', ...inSettings('privacy'), needs: 'privacy.exportEveryone' },
  { id: 'suppressed', words: 'privacy.suppressed.title', ...inSettings('privacy'), needs: 'privacy.checkSuppressed' },
  { id: 'papers', words: 'privacy.papers.title', also: 'app.palette.also.papers', ...inSettings('privacy'), needs: 'privacy.records' },
  { id: 'log-check', words: 'audit.check.title', ...inSettings('acts'), needs: 'audit.verify' },
]

/** Everything that the palette offers besides what it finds, in the order in which it stands there. */
export const paletteActions: readonly PaletteAction[] = [
  ...sections.map(({ id, words, icon, path, needs }) => ({
    id,
    words,
    needs,
    as: 'goTo' as const,
    icon,
    goal: page(path),
  })),
  ...work,
  ...settingsPages.map(({ page: name, words, also }) => ({
    id: `settings-${name}`,
    words,
    also,
    aside: name === 'connection' ? 'Ctrl+,' : '',
    ...inSettings(name),
  })),
  ...parts,
]
