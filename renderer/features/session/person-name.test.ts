import { describe, expect, it } from 'vitest'
import type { Words } from '../../i18n/index.ts'
import { isNamedByRole, personWithRole } from './person-name.ts'

/** The id of the text and what it was given. */
const say: Pick<Words, 't'> = { t: (id, values) => (values === undefined ? String(id) : `${id} ${JSON.stringify(values)}`) }

describe('somebody with their role', () => {
  it('is said once where the name is that role in any language, or there is none', () => {
    for (const name of ['', '店主', 'Owner', ' owner ']) expect(personWithRole(say, { name, role: 'owner' })).toBe('session.role.owner')
    expect(isNamedByRole({ name: '店主', role: 'staff' })).toBe(false)
    expect(personWithRole(say, { name: 'Jun', role: 'staff' })).toBe('session.own.withRole {"name":"Jun","role":"session.role.staff"}')
  })
})
