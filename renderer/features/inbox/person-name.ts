import type { CallOutput } from '../../bridge/index.ts'
import { formatPhone } from '../../i18n/index.ts'

type Named = Pick<CallOutput<'customer.get'>, 'name' | 'username' | 'phone' | 'customerId'>

/** A name at WhatsApp with one @ before it, however it was kept. */
export const atName = (username: string): string => `@${username.replace(/^@+/u, '')}`

/** How a customer is called on screen: by name, else by @name or number. */
export const nameOfCustomer = ({ name, username, phone, customerId }: Named): string => {
  if (name !== '') return name
  if (username !== null) return atName(username)
  return phone === null ? customerId : formatPhone(phone)
}
