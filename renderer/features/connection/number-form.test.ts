import { describe, expect, it } from 'vitest'
import { chosenInput, idProblems, noIds, typedInput } from './number-form.ts'
import type { NumberChoice } from './types.ts'

describe('ids typed by hand', () => {
  it('are digits, and the catalog may be left out', () => {
    expect(idProblems({ ...noIds, phoneNumberId: ' 700 ', wabaId: '10x' })).toEqual({ wabaId: 'digits' })
    expect(idProblems(noIds)).toEqual({ phoneNumberId: 'missing', wabaId: 'missing' })
    expect(typedInput({ phoneNumberId: ' 700 ', wabaId: '100', catalogId: '' })).toEqual({
      phoneNumberId: '700',
      wabaId: '100',
      catalogId: null,
    })
  })
})

describe('a number of the list', () => {
  it('brings its business along where it has one', () => {
    const choice = { wabaId: '1', phoneNumberId: '2', businessId: null } as NumberChoice
    expect(chosenInput(choice, '9')).toEqual({ wabaId: '1', phoneNumberId: '2', catalogId: '9' })
    expect(chosenInput({ ...choice, businessId: '3' }, null)).toEqual({ wabaId: '1', phoneNumberId: '2', catalogId: null, businessId: '3' })
  })
})
