import { groupsOf } from './groups.ts'

/** Whether some bytes hold any of many texts. */
export type Finder = (bytes: Uint8Array) => boolean

const SHORTEST = 5

const prefixOf = (bytes: Uint8Array, place: number): number =>
  ((bytes[place] ?? 0) | ((bytes[place + 1] ?? 0) << 8) | ((bytes[place + 2] ?? 0) << 16) | ((bytes[place + 3] ?? 0) << 24)) >>> 0

const slotOf = (prefix: number): number => Math.imul(prefix, 0x9e3779b1) >>> 16

/** Makes a finder over all texts at once; those under five bytes would be found everywhere and are left out. */
export function finderOf(needles: readonly Uint8Array[]): Finder {
  const known = needles.filter((needle) => needle.length >= SHORTEST)
  const slots = new Uint8Array(65_536)
  const byPrefix = groupsOf(known, (needle) => prefixOf(needle, 0))
  for (const prefix of byPrefix.keys()) slots[slotOf(prefix)] = 1
  const isAt = (bytes: Uint8Array, place: number, needle: Uint8Array): boolean =>
    place + needle.length <= bytes.length && needle.every((byte, index) => bytes[place + index] === byte)
  return (bytes) => {
    for (let place = 0; place + SHORTEST <= bytes.length; place += 1) {
      const prefix = prefixOf(bytes, place)
      if (slots[slotOf(prefix)] === 0) continue
      if (byPrefix.get(prefix)?.some((needle) => isAt(bytes, place, needle)) === true) return true
    }
    return false
  }
}
