import type { CallOutput } from '../../../bridge/index.ts'
import type { MessageId } from '../../../i18n/index.ts'

type Part = Pick<CallOutput<'automation.try'>['others'][number], 'decidedBy' | 'partName'>

/** Reasons for asking a person are named by the engine, everything else by the shop. */
const reasons: Readonly<Record<string, MessageId>> = {
  asked: 'automation.handOver.asked',
  'order-trouble': 'automation.handOver.order',
  anger: 'automation.handOver.anger',
}

/** Which part of it decided, in words that people read; empty where it has no parts. */
export function partWords({ decidedBy, partName }: Part, t: (id: MessageId) => string): string {
  const reason = decidedBy === 'hand-over' ? reasons[partName] : undefined
  return reason === undefined ? partName : t(reason)
}
