import type { Answer, Ending, FlowStep, Work, WorkOf } from './types.ts'

/** What has to be there before a work can be kept at all; `at` counts rules, options or steps from 1 and is 0 where there are none. */
export type Missing = {
  readonly what: 'name' | 'words' | 'quick-reply' | 'products' | 'automation' | 'date' | 'template' | 'choices'
  readonly at: number
}

type Finds = { readonly [K in Work['kind']]: (work: WorkOf<K>) => readonly Missing[] }

const inAnswer = (answer: Answer | null, at: number): readonly Missing[] => {
  if (answer?.kind === 'quick-reply' && answer.quickReplyId.length === 0) return [{ what: 'quick-reply', at }]
  if (answer?.kind === 'products' && answer.retailerIds.length === 0) return [{ what: 'products', at }]
  return answer?.kind === 'start' && answer.automationId.length === 0 ? [{ what: 'automation', at }] : []
}

const inEnding = (ending: Ending, at: number): readonly Missing[] => inAnswer(ending.answer, at)

function inStep({ answer, keep, next }: FlowStep, at: number): readonly Missing[] {
  const nexts = [next, ...(answer.kind === 'choice' ? answer.options.flatMap((option) => option.next ?? []) : [])]
  return [
    ...(keep?.as === 'day' && keep.date.trim() === '' ? [{ what: 'date' as const, at }] : []),
    ...(answer.kind === 'choice' && answer.options.length === 0 ? [{ what: 'choices' as const, at }] : []),
    ...nexts.flatMap((one) => (one.kind === 'end' ? inEnding(one.ending, at) : [])),
  ]
}

const finds: Finds = {
  greeting: ({ answer }) => inAnswer(answer, 0),
  away: ({ answer, specialDays }) => [
    ...inAnswer(answer, 0),
    ...(specialDays.some(({ date }) => date === '') ? [{ what: 'date' as const, at: 0 }] : []),
  ],
  keywords: ({ rules }) =>
    rules.flatMap(({ words, answer }, index) => [
      ...(words.length === 0 ? [{ what: 'words' as const, at: index + 1 }] : []),
      ...inAnswer(answer, index + 1),
    ]),
  menu: ({ options }) => options.flatMap(({ ending }, index) => inEnding(ending, index + 1)),
  flow: ({ steps }) => steps.flatMap((step, index) => inStep(step, index + 1)),
  recommend: ({ rules }) =>
    rules.flatMap(({ retailerIds }, index) => (retailerIds.length === 0 ? [{ what: 'products' as const, at: index + 1 }] : [])),
  survey: ({ choices, template }) => [
    ...(choices.length < 2 ? [{ what: 'choices' as const, at: 0 }] : []),
    ...(template?.name === '' ? [{ what: 'template' as const, at: 0 }] : []),
  ],
  reminder: ({ about }) =>
    (about.kind === 'customer-date' && about.date.trim() === '') || (about.kind === 'order-state' && about.state.trim() === '')
      ? [{ what: 'date', at: 0 }]
      : [],
  drip: () => [],
  'offer-words': () => [],
}

/** What is still empty that must not be; the engine would not take it. Empty texts are kept and only stand in the way of switching on. */
export function missingIn(name: string, work: Work): readonly Missing[] {
  // The table has one entry for each kind, and the kind chooses the entry.
  const found = (finds[work.kind] as (work: Work) => readonly Missing[])(work)
  return name.trim() === '' ? [{ what: 'name', at: 0 }, ...found] : found
}
