import type { Words } from '../../../i18n/index.ts'

/** How one of the staff is called; the owner has no name until one is given. */
export const ownerName = ({ name }: { readonly name: string }, t: Words['t']): string => (name === '' ? t('inbox.staff.owner') : name)
