import { describe, expect, it } from 'vitest'
import { isAudited, notedActs } from '#contract/ipc/audit.ts'
import { calls, type CallName } from '#contract/ipc/index.ts'
import { inAllLanguages, isMessageId } from '../../i18n/index.ts'
import { actName, actWords, reasonWords } from './act-words.ts'

const names = (Object.keys(calls) as CallName[]).filter((name) => isAudited(calls[name]))

/** Says which words are asked for, instead of the words. */
const asked = {
  t: (id: string, values: Readonly<Record<string, unknown>> = {}) => `${id} ${Object.values(values).join(' ')}`.trim(),
} as never

describe('the words of the log of acts', () => {
  it.each([...names, ...notedActs])('say in plain words what happened by %s, what was tried, and what it is called', (act) => {
    const id = `audit.act.${act}`
    expect(isMessageId(id)).toBe(true)
    if (!isMessageId(id)) return
    for (const text of inAllLanguages(id)) expect(text).toMatch(/^\{outcome, select, .*name \{.+\} other \{.+\}\}/u)
  })

  it('are general for a call that is in the log only because it was denied, and name it in the filter', () => {
    expect(actWords({ act: 'customer.get', outcome: 'refused', person: 'Jun' }, asked)).toBe('audit.line Jun audit.act.other refused')
    expect(actName('customer.get', asked)).toBe('audit.act.other name (customer.get)')
  })

  it('call the owner of a shop without passwords so, and tell the reason by the words of errors', () => {
    expect(actWords({ act: 'customer.export', outcome: 'done', person: 'owner' }, asked)).toContain('audit.person.owner')
    expect(reasonWords('role-too-low', asked)).toBe('errors.role-too-low.what')
    expect(reasonWords(null, asked)).toBeNull()
  })
})
