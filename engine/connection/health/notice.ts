import type { CallOutput } from '#contract/ipc/index.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'

export type Notice = CallOutput<'connection.health'>['notices'][number]

export const DAY_MS = 86_400_000

/** Makes a notice; times in ms. */
export const notice = (
  code: Notice['code'],
  level: Notice['level'],
  more: { readonly at: number; readonly due?: number | null; readonly params?: Notice['params'] },
): Notice => ({
  code,
  level,
  params: more.params ?? {},
  at: Math.max(0, Math.round(more.at)) as TimestampMs,
  due: more.due === undefined || more.due === null ? null : (Math.max(0, Math.round(more.due)) as TimestampMs),
})
