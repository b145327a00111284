import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, salvage, sql, StoreError, type Salvaged } from '../../../engine/store/index.ts'
import { addCustomers } from '../../support/backup-room.ts'
import { numbersFrom } from '../rig/random.ts'
import { check, type Scenario } from '../rig/scenario.ts'

const PAGE_BYTES = 4_096
const KEY = '7d'.repeat(32)
/** About fifty megabytes; a small run does with five. */
const LARGE = { people: 150_000, flips: 200, files: 5 }
const SMALL = { people: 15_000, flips: 40, files: 2 }

type Found = {
  readonly wrong: number
  readonly kept: number
  readonly lost: number | null
  readonly check: string
  readonly report: readonly Salvaged[]
}

function look(file: string, report: readonly Salvaged[]): Found {
  const store = openStore({ file, key: KEY, mustExist: true })
  let [wrong, kept] = [0, 0]
  for (const { seq, name } of store.read.each<{ seq: number; name: string }>(sql`select seq, name from customer`)) {
    kept += 1
    if (name !== `Customer ${seq - 1}`) wrong += 1
  }
  const whole = store.read.get<{ integrity_check: string }>(sql`pragma integrity_check`)?.integrity_check ?? ''
  store.close()
  return { wrong, kept, lost: report.find(({ table }) => table === 'customer')?.lost ?? null, check: whole, report }
}

/** Random bits flipped on random pages of a vault's file, then brought back row by row. */
export const damagedPages: Scenario = {
  name: 'damaged-pages',
  rows: [17],
  expects: 'D-06: nothing wrong is read in silence, nothing crashes, and what is lost is counted',
  async run({ seed, kills, say }) {
    const size = kills >= 40 ? LARGE : SMALL
    const folder = mkdtempSync(join(tmpdir(), 'shopbell-damage-'))
    const pattern = join(folder, 'whole.db')
    try {
      const store = openStore({ file: pattern, key: KEY })
      addCustomers(store, size.people)
      store.close()
      const pages = Math.floor(statSync(pattern).size / PAGE_BYTES)
      const number = numbersFrom(seed)
      const outcomes: (Found | { readonly refused: string })[] = []
      for (let nth = 0; nth < size.files; nth += 1) {
        const bytes = readFileSync(pattern)
        // The first page alone is not flipped: without it nothing can be read row by row, and the backup is the way.
        for (let flip = 0; flip < size.flips; flip += 1) {
          const place = (1 + Math.floor(number() * (pages - 1))) * PAGE_BYTES + Math.floor(number() * PAGE_BYTES)
          bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(number() * 8))
        }
        const damaged = join(folder, `damaged-${nth}.db`)
        const target = join(folder, `back-${nth}.db`)
        writeFileSync(damaged, bytes)
        outcomes.push(await attempt(damaged, target))
        for (const path of [damaged, target]) rmSync(path, { force: true })
      }
      return verdictOf(outcomes, { people: size.people, flips: size.flips, sizeBytes: pages * PAGE_BYTES, say })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

async function attempt(damaged: string, target: string): Promise<Found | { readonly refused: string }> {
  try {
    return look(target, await salvage({ damaged, key: KEY, target }))
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return { refused: error.kind }
  }
}

type Facts = { readonly people: number; readonly flips: number; readonly sizeBytes: number; readonly say: (line: string) => void }

function verdictOf(outcomes: readonly (Found | { readonly refused: string })[], { people, flips, sizeBytes, say }: Facts) {
  const back = outcomes.filter((outcome): outcome is Found => 'kept' in outcome)
  for (const { kept, lost } of back)
    say(`${flips} flips on ${Math.round(sizeBytes / 1e6)} MB: ${kept} people came back, ${lost ?? 'an unknown number of'} lost`)
  const told = back.filter(({ kept, lost }) => lost === null || kept + lost === people)
  return {
    checks: [
      check('some came back', back.length > 0, outcomes.length - back.length),
      check(
        'nothing wrong was read',
        back.every(({ wrong }) => wrong === 0),
        back.map(({ wrong }) => wrong).join(', '),
      ),
      check(
        'what came back is whole',
        back.every((found) => found.check === 'ok'),
        back.map((found) => found.check).join(', '),
      ),
      check('every loss is counted', told.length === back.length, back.map(({ kept, lost }) => `${kept}+${lost ?? '?'}`).join(', ')),
    ],
    verdict: null,
    kills: 0,
  }
}
