import type { CallOutput } from '../../bridge/index.ts'
import { inAllLanguages, type Words } from '../../i18n/index.ts'

export type Status = CallOutput<'session.status'>
export type SessionPerson = Status['people'][number]

/** How somebody is called on screen; the owner may have no name yet. */
export const personName = ({ t }: Pick<Words, 't'>, { name, role }: Pick<SessionPerson, 'name' | 'role'>): string =>
  name === '' ? t(`session.role.${role}`) : name

/** Whether the name says the role already: an owner who is called "Owner", in any language of Shopbell. */
export const isNamedByRole = ({ name, role }: Pick<SessionPerson, 'name' | 'role'>): boolean =>
  name === '' || [role, ...inAllLanguages(`session.role.${role}`)].some((word) => word.toLowerCase() === name.trim().toLowerCase())

/** Somebody with their role, once where both are the same word. */
export const personWithRole = ({ t }: Pick<Words, 't'>, person: Pick<SessionPerson, 'name' | 'role'>): string =>
  isNamedByRole(person)
    ? t(`session.role.${person.role}`)
    : t('session.own.withRole', { name: person.name, role: t(`session.role.${person.role}`) })
