import type { Customer } from '../customer/index.ts'
import type { OpenVault } from '../store/index.ts'

type Deps = { readonly vault: Pick<OpenVault, 'store' | 'shop'>; readonly customer: Pick<Customer, 'normaliseNumber' | 'findByNumber'> }

/**
 * Finds the number, with country, of the customer whom a text names by it: a number and nothing else, as it is said in the
 * shop's country, or without the plus or the zero that it begins with.
 */
export const numberIn =
  ({ vault, customer }: Deps) =>
  (text: string): string | undefined => {
    if (/\p{L}/u.test(text)) return undefined
    const digits = text.normalize('NFKC').replace(/\D/gu, '')
    for (const spelling of [text, `+${digits}`, `0${digits}`]) {
      const number = customer.normaliseNumber(spelling, vault.shop.country)
      if (number.ok && customer.findByNumber(vault.store.read, number.value.phone) !== undefined) return number.value.phone
    }
    return undefined
  }
