/** Every address inside the window. Build addresses here only, so that a renamed screen is found by the compiler. */
export const routes = {
  inbox: () => '/inbox',
  conversation: (customerId: string) => `/inbox/${customerId}`,
  broadcasts: () => '/broadcasts',
  newBroadcast: () => '/broadcasts/new',
  broadcast: (broadcastId: string) => `/broadcasts/${broadcastId}`,
  customers: () => '/customers',
  customersOfImport: (importId: string) => `/customers/import/${importId}`,
  customer: (customerId: string) => `/customers/${customerId}`,
  templates: () => '/templates',
  quickReplies: () => '/quick-replies',
  catalog: () => '/catalog',
  settings: () => '/settings/connection',
  settingsPage: (page: SettingsPage) => `/settings/${page}`,
} as const

/** Pages of the settings. */
export type SettingsPage = 'connection' | 'appearance' | 'prices' | 'privacy'
