/** One message that the simulator took, from its own ledger file. */
export type Taken = { readonly person: string; readonly opaque: string | null; readonly atMs: number }

/** What the engine says of one person at the end. */
export type PersonEnd = { readonly person: string; readonly state: string }

/** One try as the engine's own rows have it. */
export type AttemptRow = {
  readonly opaque: string
  readonly committedAt: number
  readonly endedAt: number | null
  readonly state: string
  /** It was in doubt at some time. */
  readonly wasInDoubt: boolean
}

export type Evidence = {
  readonly taken: readonly Taken[]
  readonly people: readonly PersonEnd[]
  readonly attempts: readonly AttemptRow[]
  /** When the engine was killed. */
  readonly kills: readonly number[]
  readonly isFinished: boolean
  /** Every event left the simulator and was heard. */
  readonly allEventsHeard: boolean
  /** The clock of the engine was moved: then "before" is judged by presence alone. */
  readonly clockMoved?: boolean
}

export type Verdict = {
  readonly twice: number
  readonly lostInSilence: number
  readonly unconfirmed: number
  /** Attempts under way when a kill came, over all kills, and the most at one kill. */
  readonly underWayAtKills: number
  readonly mostAtOneKill: number
  /** Of attempts that were in doubt and that the simulator had taken: how many there were, and how many events settled. */
  readonly takenInDoubt: number
  readonly settledByEvents: number
  readonly breaches: readonly string[]
}

const TAKEN_STATES = new Set(['accepted', 'sent', 'delivered', 'read', 'failed'])
const OPEN_STATES = new Set(['planned', 'sending', 'in_doubt'])
/** So large a part of doubts must be settled by events that were delivered (SECURITY 2.0, I4). */
const LEAST_SETTLED = 0.99
/** Clocks of two processes of one computer, read in different ways. */
const CLOCK_SLACK_MS = 5

const named = (name: string, people: readonly string[]): string[] =>
  people.length === 0 ? [] : [`${name}: ${people.slice(0, 5).join(', ')}${people.length > 5 ? ` and ${people.length - 5} more` : ''}`]

/** Holds the engine's word against the simulator's ledger: the invariants I1 to I6 of the sending protocol. */
export function judge(evidence: Evidence, limits: { readonly mostUnderWay: number }): Verdict {
  const times = new Map<string, number>()
  for (const { person } of evidence.taken) times.set(person, (times.get(person) ?? 0) + 1)
  const state = new Map(evidence.people.map((end) => [end.person, end.state]))
  const twice = [...times].filter(([, count]) => count > 1).map(([person]) => person)
  const open = evidence.people.filter((end) => OPEN_STATES.has(end.state)).map((end) => end.person)
  const strangers = [...times.keys()].filter((person) => !state.has(person))
  const deniedAcceptance = [...times.keys()].filter(
    (person) => state.has(person) && !TAKEN_STATES.has(state.get(person) ?? '') && state.get(person) !== 'unconfirmed',
  )
  const inventedAcceptance = evidence.people.filter((end) => TAKEN_STATES.has(end.state) && !times.has(end.person)).map((end) => end.person)
  const unresolved = evidence.people.filter((end) => end.state === 'unconfirmed' && times.has(end.person)).map((end) => end.person)
  const underWay = killsOf(evidence)
  const doubts = doubtsOf(evidence)
  const mostAtOneKill = Math.max(0, ...underWay)
  return {
    twice: twice.length,
    lostInSilence: new Set([...open, ...deniedAcceptance, ...inventedAcceptance]).size,
    unconfirmed: evidence.people.filter((end) => end.state === 'unconfirmed').length,
    underWayAtKills: underWay.reduce((sum, count) => sum + count, 0),
    mostAtOneKill,
    takenInDoubt: doubts.taken,
    settledByEvents: doubts.settled,
    breaches: [
      ...named('I1 taken twice', twice),
      ...named('I2 left open', open),
      ...named('I2 nobody we know', strangers),
      ...named('I3 taken, but we say no', deniedAcceptance),
      ...named('I3 not taken, but we say yes', inventedAcceptance),
      ...(mostAtOneKill > limits.mostUnderWay ? [`I4 ${mostAtOneKill} under way at one kill, ${limits.mostUnderWay} allowed`] : []),
      ...(evidence.allEventsHeard && doubts.settled < doubts.taken * LEAST_SETTLED
        ? named('I4 taken and told so, but unconfirmed', unresolved)
        : []),
      ...named('I5 arrived before its attempt was committed', uncommittedOf(evidence)),
      ...(evidence.isFinished === (open.length === 0) ? [] : ['I6 finished is said with people open, or not said without']),
    ],
  }
}

/** How many attempts were under way at each kill. */
function killsOf(evidence: Evidence): number[] {
  const isUnderWay = (attempt: AttemptRow, at: number) => attempt.committedAt <= at && (attempt.endedAt === null || attempt.endedAt > at)
  return evidence.kills.map((at) => evidence.attempts.filter((attempt) => isUnderWay(attempt, at)).length)
}

/** Who got a message whose attempt is not in the rows, or was written into them later than it arrived. */
function uncommittedOf({ taken, attempts, clockMoved = false }: Evidence): string[] {
  const committed = new Map(attempts.map((attempt) => [attempt.opaque, clockMoved ? 0 : attempt.committedAt]))
  return taken
    .filter(({ opaque, atMs }) => opaque === null || (committed.get(opaque) ?? Infinity) > atMs + CLOCK_SLACK_MS)
    .map(({ person }) => person)
}

/** Only where every event was delivered: what was lost on the way settles nothing. */
function doubtsOf({ taken, attempts, allEventsHeard }: Evidence): { taken: number; settled: number } {
  const arrived = new Set(allEventsHeard ? taken.map(({ opaque }) => opaque) : [])
  const doubts = attempts.filter(({ opaque, wasInDoubt }) => wasInDoubt && arrived.has(opaque))
  return { taken: doubts.length, settled: doubts.filter(({ state }) => state === 'accepted').length }
}
