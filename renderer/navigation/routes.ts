/** Every address inside the window. Build addresses here only, so that a renamed screen is found by the compiler. */
export const routes = {
  inbox: () => '/inbox',
  conversation: (customerId: string) => `/inbox/${customerId}`,
  /** A conversation, opened at one of its messages. */
  message: (customerId: string, messageId: string) => `/inbox/${customerId}/at/${messageId}`,
  broadcasts: () => '/broadcasts',
  newBroadcast: () => '/broadcasts/new',
  newBroadcastTo: (to: BroadcastTo) => `/broadcasts/new/to/${encodeURIComponent(writeTo(to))}`,
  broadcast: (broadcastId: string) => `/broadcasts/${broadcastId}`,
  broadcastCalendar: () => '/broadcasts/calendar',
  seriesList: () => '/broadcasts/series',
  newSeries: () => '/broadcasts/series/new',
  /** A series with the content of a broadcast. */
  newSeriesOf: (broadcastId: string) => `/broadcasts/series/new/${broadcastId}`,
  series: (seriesId: string) => `/broadcasts/series/${seriesId}`,
  customers: () => '/customers',
  customersOfGroup: (groupId: string) => `/customers/group/${groupId}`,
  customersWithoutAgreement: () => '/customers/without-agreement',
  customersOfImport: (importId: string) => `/customers/import/${importId}`,
  /** Lists that were brought in. */
  customersImports: () => '/customers/imports',
  /** Facts that the shop wants to know of its customers. */
  customerFields: () => '/customers/facts',
  /** Records that are likely one person. */
  customersTwice: () => '/customers/twice',
  /** Where customers agree by themselves. */
  consentPlaces: () => '/customers/places',
  customer: (customerId: string) => `/customers/${customerId}`,
  templates: () => '/templates',
  newTemplate: () => '/templates/new',
  templateDraft: (draftId: string) => `/templates/draft/${draftId}`,
  quickReplies: () => '/quick-replies',
  catalog: () => '/catalog',
  automations: () => '/automations',
  /** One automation by its id, or what holds for all of them, or the pile of doubtful wishes. */
  automation: (part: string) => `/automations/${part}`,
  coupons: () => '/coupons',
  /** All coupons with the dialog open that makes one. */
  newCoupon: () => '/coupons/new',
  coupon: (couponId: string) => `/coupons/${couponId}`,
  raffles: () => '/raffles',
  raffle: (raffleId: string) => `/raffles/${raffleId}`,
  reports: () => '/reports',
  settings: () => '/settings/connection',
  connectNumber: () => '/settings/connection/connect',
  /** The number's page with the dialog open that puts this right. */
  connectionFix: (fix: string) => `/settings/connection/fix/${fix}`,
  /** The log of acts, about one customer only. */
  actsAbout: (customerId: string) => `/settings/acts/about/${customerId}`,
  settingsPage: (page: SettingsPage) => `/settings/${page}`,
} as const

/** Whom a new broadcast begins with. */
export type BroadcastTo =
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'group'; readonly groupId: string }
  | { readonly kind: 'import'; readonly importId: string }
  | { readonly kind: 'people'; readonly customerIds: readonly string[] }

function writeTo(to: BroadcastTo): string {
  switch (to.kind) {
    case 'tag':
      return `tag:${to.tag}`
    case 'group':
      return `group:${to.groupId}`
    case 'import':
      return `import:${to.importId}`
    case 'people':
      return `people:${to.customerIds.join(',')}`
  }
}

/** Reads what `routes.newBroadcastTo` wrote; null for anything else. */
export function readTo(text: string): BroadcastTo | null {
  const [, kind, rest = ''] = /^(tag|group|import|people):(.+)$/u.exec(text) ?? []
  if (kind === 'tag') return { kind, tag: rest }
  if (kind === 'group') return { kind, groupId: rest }
  if (kind === 'import') return { kind, importId: rest }
  return kind === 'people' ? { kind, customerIds: rest.split(',') } : null
}

/** Pages of the settings. */
export type SettingsPage =
  | 'connection'
  | 'profile'
  | 'appearance'
  | 'prices'
  | 'broadcasts'
  | 'tools'
  | 'backup'
  | 'people'
  | 'privacy'
  | 'acts'
  | 'about'
