import type { Status } from './types.ts'

/** How events are to come in. */
export type Way = 'tunnel' | 'direct' | 'none'

/** Longest address that Meta takes for a callback. @source reference part 8.1, override callbacks */
const LONGEST_ADDRESS = 200

const isOwnComputer = (address: string): boolean => {
  const host = URL.canParse(address) ? new URL(address).hostname : ''
  return host === 'localhost' || host === '127.0.0.1' || host === '[::1]'
}

/** A service on this same computer can bring events by itself; Meta and providers elsewhere need an address on the internet. */
export const canComeDirectly = (baseUrl: string): boolean => isOwnComputer(baseUrl)

/** What is wrong with a tunnel's address; null when nothing is. Meta calls https only; plain http stays inside this computer. */
export function addressProblem(address: string): 'missing' | 'https' | 'long' | null {
  const typed = address.trim()
  if (typed === '') return 'missing'
  if (typed.length > LONGEST_ADDRESS) return 'long'
  if (!URL.canParse(typed)) return 'https'
  const { protocol } = new URL(typed)
  return protocol === 'https:' || (protocol === 'http:' && isOwnComputer(typed)) ? null : 'https'
}

/** The way as the call wants it. */
export const receivingOf = (way: Way, address: string): string => (way === 'tunnel' ? address.trim() : way === 'direct' ? 'local' : 'none')

/** The way that is chosen now; someone who receives nothing yet is offered the tunnel first. */
export const wayNow = ({ receiving }: Pick<Status, 'receiving'>): Way => (receiving.way === 'local' ? 'direct' : 'tunnel')
