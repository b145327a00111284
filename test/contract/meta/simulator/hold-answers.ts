import type { PublishedSpec } from '../../spec/published-spec.ts'
import { clientCalls } from '../client-operations.ts'
import type { Exchange } from '../exchange.ts'
import { publishedCall, type Misfit } from '../hold-requests.ts'
import type { Made } from './drive.ts'
import { simulatorDrives } from './drives.ts'
import { openPlayed } from './played.ts'

/** What was found of the simulator's answers to the real client. */
export type AnswerFindings = {
  readonly answers: number
  /** Operations that were driven. */
  readonly operations: readonly string[]
  /** Answers that the spec describes. */
  readonly described: number
  readonly misfits: readonly Misfit[]
  /** Calls that the client's own schemas did not take, or that the simulator refused. */
  readonly violations: readonly string[]
}

/** Lets the real client make every call to the simulator; its schemas read the answers, and then the spec does. */
export async function holdAnswers(spec: PublishedSpec | null): Promise<AnswerFindings> {
  const played = await openPlayed()
  const made: Made = new Map()
  const violations: string[] = []
  const found: { readonly of: string; readonly exchange: Exchange }[] = []
  try {
    for (const drive of simulatorDrives) {
      await drive.before?.(played, made)
      const before = played.recorder.seen.length
      const result = await drive.run(played, made)
      if (!result.ok)
        violations.push(`${drive.of.join(', ')}: ${JSON.stringify(result.error)} ${played.recorder.seen.at(-1)?.answer ?? ''}`)
      // The last calls are the ones that were meant; those before only led there.
      const meant = played.recorder.seen.slice(before).slice(-drive.of.length)
      found.push(...meant.map((exchange, at) => ({ of: drive.of[at] ?? '', exchange })))
      violations.push(...drive.of.filter((of, at) => !isCall(of, meant[at])).map((of) => `${of}: was not the call that left`))
    }
  } finally {
    await played.close()
  }
  const held = found.map(({ of, exchange }) => holdAnswer(spec, of, exchange))
  return {
    answers: found.length,
    operations: simulatorDrives.flatMap(({ of }) => of),
    described: held.filter((misfits) => misfits !== null).length,
    misfits: held.flatMap((misfits) => misfits ?? []),
    violations,
  }
}

/** Whether what left is the call that a drive names; anything may stand for a word in braces. */
function isCall(of: string, exchange: Exchange | undefined): boolean {
  const call = clientCalls.find(({ name }) => name === of)
  if (call === undefined || exchange?.method !== call.method) return false
  return new RegExp(`^${call.path.replaceAll(/\{\w+\}/g, '.+')}$`).test(exchange.path)
}

/** Null where the spec does not describe the answer. */
function holdAnswer(spec: PublishedSpec | null, of: string, { method, answer }: Exchange): readonly Misfit[] | null {
  const call = clientCalls.find(({ name }) => name === of)
  const check = spec === null || call === undefined ? null : (publishedCall(spec, method, call.path)?.checkAnswer ?? null)
  return check === null ? null : check(JSON.parse(answer)).map((misfit) => ({ side: 'answer' as const, of, misfit }))
}
