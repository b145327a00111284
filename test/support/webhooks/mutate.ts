import type { Numbers } from '../../faults/rig/random.ts'

/** Values that no reader likes: wrong kinds, edges of numbers, halves of letters, names that JavaScript treats specially. */
const STRANGE: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => [],
  () => ({}),
  () => '',
  () => -1,
  () => 0.1,
  () => 1e308,
  () => Number.MAX_SAFE_INTEGER + 2,
  () => '99999999999999999999',
  () => '-1',
  () => 'NaN',
  () => '\u0000',
  () => '\ud800',
  () => '\u202e\u200d👩‍👩‍👧',
  () => "'; drop table message; --",
  () => 'x'.repeat(70_000),
  () => '__proto__',
  () => ['a', ['b', [null]]],
  () => ({ type: 'hologram', hologram: {} }),
  () => nested(40),
  () => nested(200),
]

function nested(depth: number): unknown {
  let value: unknown = 'deep'
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

type Branch = Record<string, unknown> | unknown[]
/** A place in a value: what stands there can be replaced or removed. */
type Place = { readonly parent: Branch; readonly key: string }

function placesOf(value: unknown, places: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return places
  const parent = value as Branch
  for (const key of Object.keys(parent)) {
    places.push({ parent, key })
    placesOf((parent as Record<string, unknown>)[key], places)
  }
  return places
}

const pick = <T>(numbers: Numbers, list: readonly T[]): T | undefined => list[Math.floor(numbers() * list.length)]

type Change = (place: Place, numbers: Numbers) => void
const at = ({ parent, key }: Place): unknown => (parent as Record<string, unknown>)[key]
const put = ({ parent, key }: Place, value: unknown): void => void ((parent as Record<string, unknown>)[key] = value)

const changes: readonly Change[] = [
  (place, numbers) => put(place, pick(numbers, STRANGE)?.()),
  (place, numbers) => put(place, pick(numbers, STRANGE)?.()),
  ({ parent, key }) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1)
    else delete parent[key]
  },
  // Named otherwise, as a new version might.
  ({ parent, key }) => {
    if (Array.isArray(parent)) return
    parent[`${key}_v2`] = parent[key]
    delete parent[key]
  },
  // The same again and again: batches and repeats.
  ({ parent, key }, numbers) => {
    if (!Array.isArray(parent)) return
    const copies = Math.ceil(numbers() ** 6 * 1_000)
    for (let copy = 0; copy < copies; copy += 1) parent.push(structuredClone(parent[Number(key)]))
  },
  // Of another kind than it was.
  (place) => {
    const value = at(place)
    if (typeof value === 'string') put(place, Number(value))
    else if (typeof value === 'number') put(place, String(value))
    else put(place, [value])
  },
  // One letter other than it was: an unknown word, another number, another id.
  (place, numbers) => {
    const value = at(place)
    if (typeof value !== 'string' || value === '') return
    const index = Math.floor(numbers() * value.length)
    put(place, `${value.slice(0, index)}${String.fromCodePoint(33 + Math.floor(numbers() * 90))}${value.slice(index + 1)}`)
  },
  ({ parent }, numbers) => {
    if (Array.isArray(parent)) return
    Object.defineProperty(parent, '__proto__', { value: { polluted: true }, enumerable: true, configurable: true, writable: true })
    parent[`new_${Math.floor(numbers() * 100)}`] = pick(numbers, STRANGE)?.()
  },
]

/** Damage to the bytes themselves, which real transports do not do but anybody with the secret can. */
function damage(bytes: Buffer, numbers: Numbers): Buffer {
  const index = Math.floor(numbers() * bytes.length)
  const way = Math.floor(numbers() * 4)
  if (way === 0) return bytes.subarray(0, index)
  if (way === 1) return Buffer.concat([bytes, Buffer.from([0xff, 0xfe, 0])])
  const copy = Buffer.from(bytes)
  copy[index] = way === 2 ? 0xff : Math.floor(numbers() * 256)
  return copy
}

/** Meta sends no more in one body. */
const MOST_BYTES = 3 * 1024 * 1024
/** Share of payloads whose bytes are damaged too. */
const DAMAGED = 0.03

/**
 * Changes a valid payload in one to four places, by the numbers given: the same numbers make the same bytes. What comes
 * out is mostly still JSON, as whatever Meta sends one day will be.
 */
export function mutate(payload: object, numbers: Numbers): Buffer {
  const before = JSON.stringify(payload)
  for (;;) {
    const bytes = mutateOnce(payload, numbers)
    // Not every change changes something: a number as text as a number again.
    if (bytes.byteLength <= MOST_BYTES && bytes.toString() !== before) return bytes
  }
}

function mutateOnce(payload: object, numbers: Numbers): Buffer {
  const value = structuredClone(payload)
  const times = 1 + Math.floor(numbers() * 4)
  for (let time = 0; time < times; time += 1) {
    const place = pick(numbers, placesOf(value))
    if (place !== undefined) pick(numbers, changes)?.(place, numbers)
  }
  const bytes = Buffer.from(JSON.stringify(value))
  return numbers() < DAMAGED ? damage(bytes, numbers) : bytes
}
