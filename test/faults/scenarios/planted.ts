import { judge, type Evidence } from '../rig/invariants.ts'
import { check } from '../rig/scenario.ts'

/** Two people, both written to once, as it should be. */
const sound: Evidence = {
  taken: [
    { person: '1', opaque: 'a', atMs: 1_000 },
    { person: '2', opaque: 'b', atMs: 1_000 },
  ],
  people: [
    { person: '1', state: 'delivered' },
    { person: '2', state: 'accepted' },
  ],
  attempts: [
    { opaque: 'a', committedAt: 900, endedAt: 1_100, state: 'accepted', wasInDoubt: true },
    { opaque: 'b', committedAt: 900, endedAt: 1_100, state: 'accepted', wasInDoubt: false },
  ],
  kills: [],
  isFinished: true,
  allEventsHeard: true,
}

const ninePeople = Array.from({ length: 9 }, (_, index) => ({
  opaque: `n${index}`,
  committedAt: 900,
  endedAt: null,
  state: 'sending',
  wasInDoubt: false,
}))

/** One breach of each invariant, planted on purpose. */
const planted: readonly { readonly name: string; readonly evidence: Evidence }[] = [
  { name: 'I1', evidence: { ...sound, taken: [...sound.taken, { person: '1', opaque: 'b', atMs: 1_000 }] } },
  {
    name: 'I2',
    evidence: {
      ...sound,
      people: [
        { person: '1', state: 'delivered' },
        { person: '2', state: 'sending' },
      ],
      isFinished: false,
    },
  },
  {
    name: 'I3',
    evidence: {
      ...sound,
      people: [
        { person: '1', state: 'rejected' },
        { person: '2', state: 'accepted' },
      ],
    },
  },
  { name: 'I3', evidence: { ...sound, taken: sound.taken.slice(0, 1) } },
  { name: 'I4', evidence: { ...sound, attempts: [...sound.attempts, ...ninePeople], kills: [950] } },
  {
    name: 'I4',
    evidence: {
      ...sound,
      people: [
        { person: '1', state: 'unconfirmed' },
        { person: '2', state: 'accepted' },
      ],
      attempts: sound.attempts.map((attempt) => (attempt.wasInDoubt ? { ...attempt, state: 'unconfirmed' } : attempt)),
    },
  },
  { name: 'I5', evidence: { ...sound, attempts: sound.attempts.map((attempt) => ({ ...attempt, committedAt: 1_200 })) } },
  { name: 'I5', evidence: { ...sound, attempts: sound.attempts.slice(1) } },
  {
    name: 'I6',
    evidence: {
      ...sound,
      people: [
        { person: '1', state: 'delivered' },
        { person: '2', state: 'planned' },
      ],
      isFinished: true,
    },
  },
]

/** The judge itself is judged: it finds each planted breach, and none where there is none. */
export function judgeTheJudge() {
  const limits = { mostUnderWay: 8 }
  const missed = planted.filter(({ name, evidence }) => !judge(evidence, limits).breaches.some((breach) => breach.startsWith(name)))
  return [
    check(
      'each planted breach of I1 to I6 is found',
      missed.length === 0,
      missed.length === 0 ? `${planted.length} of ${planted.length}` : missed.map(({ name }) => name).join(', '),
    ),
    check('nothing is found where nothing is wrong', judge(sound, limits).breaches.length === 0),
  ]
}
