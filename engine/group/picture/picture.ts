import type { Store } from '../../store/index.ts'
import type { Rule } from '../facts.ts'
import type { Moment } from '../moment.ts'
import { createColumns, FLAG, type Columns } from './columns.ts'
import { createFeed } from './feed.ts'
import { createSets, recipeOf, type PeopleSet, type Recipe } from './sets.ts'
import { testOfRule, type Test } from './tests.ts'
import { createTurns, PictureEnded, type Turns } from './turns.ts'

const ROWS_AT_ONCE = 1_000
const TOUCHED_AT_ONCE = 500
const LOOKS_AT_ONCE = 4_096

/**
 * The customers as columns and bits in memory, for counts and first pages that must be there at once. It is made in short
 * turns when it is first needed, and follows every write of this connection. What decides over sending never asks it.
 */
export type Picture = {
  /** Makes the picture in the background, so that it is there when somebody asks. */
  begin(): void
  /** Brings in what was written since; the first time makes the picture. @throws PictureEnded when the vault is closed meanwhile */
  refresh(): Promise<void>
  readonly columns: Columns
  /** How many customers there are, at once; null while the picture is not made or not up to what was written, which it then begins to be. */
  people(): number | null
  /** Whether a rule holds for somebody. */
  test(rule: Rule, moment: Moment): Promise<Test>
  /** People of another question than a rule's. */
  set(recipe: Recipe): Promise<PeopleSet>
  /** Visits every customer in the order of their numbers, letting others in between, until `visit` answers false. */
  walk(after: number, visit: (seq: number) => boolean): Promise<void>
  stop(): void
}

export type PictureDeps = { readonly store: Store; readonly isUnitedStates: (phone: string) => boolean }

/** Makes an empty picture; nothing is read before somebody asks. */
export function createPicture({ store, isUnitedStates }: PictureDeps): Picture {
  const db = store.read
  let columns = createColumns(isUnitedStates)
  const feed = createFeed(store)
  const sets = createSets(db, () => columns.size())
  let hasEnded = false
  let isMade = false
  let waiting = 0
  // One after the other: whoever asks second must see what the first one was still bringing in.
  let line: Promise<void> = Promise.resolve()
  // One for all that is under way, so that the parts of an answer together hold up nobody.
  const turn: Turns = createTurns(() => hasEnded)

  async function make(): Promise<void> {
    columns = createColumns(isUnitedStates)
    sets.forget()
    feed.begin()
    columns.reserve(db)
    for (let after: number | null = 0; after !== null;) {
      after = columns.readNext(db, after, ROWS_AT_ONCE)
      await turn.next()
    }
    isMade = true
  }

  async function follow(): Promise<void> {
    const touched = feed.take()
    for (let start = 0; start < touched.length; start += TOUCHED_AT_ONCE) {
      const seqs = touched.slice(start, start + TOUCHED_AT_ONCE)
      columns.readAgain(db, seqs)
      await sets.readAgain(seqs, turn)
    }
  }

  async function bringIn(): Promise<void> {
    if (hasEnded) throw new PictureEnded()
    try {
      if (!isMade) await make()
      await follow()
    } catch (cause) {
      // What was taken from the notes may not have come in: begin anew next time.
      isMade = false
      throw cause
    }
  }

  const refresh = (): Promise<void> => {
    waiting += 1
    const done = line.then(bringIn).finally(() => (waiting -= 1))
    line = done.catch(() => undefined)
    return done
  }

  // Nobody waits for it; whoever asks later meets the same failure with an answer to give.
  const begin = (): void => void refresh().catch(() => undefined)

  return {
    begin,
    people() {
      if (hasEnded || !isMade || waiting > 0) return null
      if (!feed.hasNews()) return columns.people()
      begin()
      return null
    },
    refresh,
    get columns() {
      return columns
    },
    test: (rule, moment) => testOfRule(columns, { rule, moment }, (fact) => sets.get(recipeOf(fact), turn)),
    set: (recipe) => sets.get(recipe, turn),
    async walk(after, visit) {
      const { size, flags } = columns
      for (let seq = after + 1; seq < size();) {
        const end = Math.min(seq + LOOKS_AT_ONCE, size())
        const there = flags()
        for (; seq < end; seq += 1) if (((there[seq] ?? 0) & FLAG.isThere) !== 0 && !visit(seq)) return
        await turn.next()
      }
    },
    stop: () => void (hasEnded = true),
  }
}
