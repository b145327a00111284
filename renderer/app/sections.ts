import { routes } from '../navigation/index.ts'
import type { MessageId } from '../i18n/index.ts'
import type { IconName, Needs } from '../ui/index.ts'

/** One entry of the sidebar. */
export type Section = {
  readonly id: string
  readonly path: string
  readonly base: string
  readonly words: MessageId
  readonly icon: IconName
  /** What it shows; the section is not there for whoever may not read it. */
  readonly needs?: Needs
}

/** The sidebar from top to bottom. */
export const sections: readonly Section[] = [
  { id: 'inbox', path: routes.inbox(), base: '/inbox', words: 'app.section.inbox', icon: 'inbox' },
  { id: 'broadcasts', path: routes.broadcasts(), base: '/broadcasts', words: 'app.section.broadcasts', icon: 'broadcast' },
  { id: 'customers', path: routes.customers(), base: '/customers', words: 'app.section.customers', icon: 'customers' },
  { id: 'templates', path: routes.templates(), base: '/templates', words: 'app.section.templates', icon: 'template' },
  { id: 'catalog', path: routes.catalog(), base: '/catalog', words: 'app.section.catalog', icon: 'catalog' },
  { id: 'automations', path: routes.automations(), base: '/automations', words: 'app.section.automations', icon: 'bolt' },
  { id: 'coupons', path: routes.coupons(), base: '/coupons', words: 'app.section.coupons', icon: 'coupon' },
  {
    id: 'reports',
    path: routes.reports(),
    base: '/reports',
    words: 'app.section.reports',
    icon: 'report',
    needs: 'report.overview',
  },
  { id: 'settings', path: routes.settings(), base: '/settings', words: 'app.section.settings', icon: 'settings' },
]

/** Pages that are a tab of another section. */
const beside: readonly (readonly [start: string, section: string])[] = [
  [routes.quickReplies(), routes.templates()],
  [routes.raffles(), routes.coupons()],
]

/** The section that an address belongs to. */
export const sectionOf = (path: string): Section | undefined => {
  const base = beside.find(([start]) => path.startsWith(start))?.[1] ?? path
  return sections.find((section) => base === section.base || base.startsWith(`${section.base}/`))
}
