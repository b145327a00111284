import { PROFILE_LIMITS, PROFILE_VERTICALS } from '#contract/limits/profile.ts'
import type { Changes, Profile } from './types.ts'

/** What a person types about the shop. */
export type Texts = {
  readonly about: string
  readonly description: string
  readonly address: string
  readonly email: string
  readonly firstWebsite: string
  readonly secondWebsite: string
  readonly vertical: string
}

/** Why a field can't be saved as it is. */
export type Trouble = 'empty' | 'too-long' | 'email' | 'website'

export const textsOf = (profile: Profile): Texts => ({
  about: profile.about,
  description: profile.description,
  address: profile.address,
  email: profile.email,
  firstWebsite: profile.websites[0] ?? '',
  secondWebsite: profile.websites[1] ?? '',
  vertical: profile.vertical ?? '',
})

/** What was typed since: fields that still hold what was saved are none of it. */
export const withoutSame = (typed: Partial<Texts>, saved: Partial<Texts>): Partial<Texts> =>
  Object.fromEntries(Object.entries(typed).filter(([field, words]) => saved[field as keyof Texts] !== words))

/** A web address as people type it, with https:// in front where nothing stood. */
export const fullAddress = (typed: string): string => {
  const text = typed.trim()
  return text === '' || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`
}

const isWebsite = (text: string): boolean => {
  const full = fullAddress(text)
  return full === '' || (URL.canParse(full) && /^https?:$/.test(new URL(full).protocol) && /[^.]\.[^.]/.test(new URL(full).hostname))
}

const LONGEST: Readonly<Record<Exclude<keyof Texts, 'vertical'>, number>> = {
  about: PROFILE_LIMITS.aboutCharacters,
  description: PROFILE_LIMITS.descriptionCharacters,
  address: PROFILE_LIMITS.addressCharacters,
  email: PROFILE_LIMITS.emailCharacters,
  firstWebsite: PROFILE_LIMITS.websiteCharacters,
  secondWebsite: PROFILE_LIMITS.websiteCharacters,
}

/** Each field that Meta would refuse, with the reason. An "about" that never was set may stay so: what is left out is not sent. */
export function troublesOf(texts: Texts, saved: Texts): Partial<Record<keyof Texts, Trouble>> {
  const troubles: Partial<Record<keyof Texts, Trouble>> = {}
  if (texts.about.trim() === '' && saved.about !== '') troubles.about = 'empty'
  if (texts.email.trim() !== '' && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(texts.email.trim())) troubles.email = 'email'
  for (const field of ['firstWebsite', 'secondWebsite'] as const) if (!isWebsite(texts[field])) troubles[field] = 'website'
  for (const [field, most] of Object.entries(LONGEST) as [keyof typeof LONGEST, number][])
    if (fullLength(field, texts[field]) > most) troubles[field] = 'too-long'
  return troubles
}

const fullLength = (field: keyof typeof LONGEST, text: string): number =>
  (field === 'firstWebsite' || field === 'secondWebsite' ? fullAddress(text) : text.trim()).length

/** What differs from the profile, in the shape of the call; null when nothing does. */
export function changesOf(texts: Texts, profile: Profile): Changes | null {
  const before = textsOf(profile)
  const changes: Changes = {}
  for (const field of ['about', 'description', 'address', 'email'] as const)
    if (texts[field].trim() !== before[field]) changes[field] = texts[field].trim()
  const websites = [texts.firstWebsite, texts.secondWebsite].map(fullAddress).filter((website) => website !== '')
  if (websites.join(' ') !== profile.websites.join(' ')) changes.websites = websites
  const vertical = PROFILE_VERTICALS.find((one) => one === texts.vertical)
  if (vertical !== undefined && vertical !== profile.vertical) changes.vertical = vertical
  return Object.keys(changes).length === 0 ? null : changes
}
