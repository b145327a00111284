/** Pages of Meta's own where a thing is found or put right. @source reference part 1, what a shop must supply */
export const metaPages = {
  systemUsers: 'https://business.facebook.com/settings/system-users',
  numbers: 'https://business.facebook.com/wa/manage/phone-numbers',
  billing: 'https://business.facebook.com/billing_hub',
  verification: 'https://business.facebook.com/settings/security',
  support: 'https://business.facebook.com/business-support-home',
  commerce: 'https://business.facebook.com/commerce',
  apps: 'https://developers.facebook.com/apps',
} as const

/** Name of a page of Meta's. */
export type MetaPage = keyof typeof metaPages
