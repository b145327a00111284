// Plain numbers and words without schemas: the window reads them too, and a schema library there would try what its policy forbids.

/** Numbers of the public profile. `description` is 512 in Meta's pages, 256 in its published spec. @source reference part 7, profile */
export const PROFILE_LIMITS = {
  aboutCharacters: 139,
  addressCharacters: 256,
  descriptionCharacters: 512,
  emailCharacters: 128,
  websites: 2,
  websiteCharacters: 256,
  pictureMinPixels: 192,
} as const

/** Trades that a profile may name; on reading Meta may answer others. @source reference part 7, profile */
export const PROFILE_VERTICALS = [
  'OTHER',
  'AUTO',
  'BEAUTY',
  'APPAREL',
  'EDU',
  'ENTERTAIN',
  'EVENT_PLAN',
  'FINANCE',
  'GROCERY',
  'GOVT',
  'HOTEL',
  'HEALTH',
  'NONPROFIT',
  'PROF_SERVICES',
  'RETAIL',
  'TRAVEL',
  'RESTAURANT',
  'ALCOHOL',
  'ONLINE_GAMBLING',
  'PHYSICAL_GAMBLING',
  'OTC_DRUGS',
] as const

/** Numbers of what customers meet before and around a chat. @source reference part 7; part 12.2 for sign-ups */
export const DOOR_LIMITS = {
  qrTextCharacters: 140,
  qrCodes: 2000,
  qrPageSize: 25,
  blockList: 64_000,
  prompts: 4,
  promptCharacters: 80,
  commands: 30,
  commandNameCharacters: 32,
  commandDescriptionCharacters: 256,
  signupConfirmationCharacters: 300,
  signupPromoCodeCharacters: 50,
} as const
