import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { SendMessageRequest } from '#contract/cloud-api/requests.ts'
import type { RequestFault } from './fault-table.ts'
import type { Person } from './people.ts'

/** The edge that a message came in by; the marketing one bills under a name of its own. @source reference part 3 */
export type SendEdge = 'messages' | 'marketing_messages'

/** A message that the simulator accepted. */
export type AcceptedMessage = {
  readonly request: SendMessageRequest
  readonly person: Person
  readonly template: TemplateNode | null
  readonly wamid: string
  readonly fault: RequestFault | null
  readonly edge: SendEdge
  /** Kept back until it is known how others took the template. */
  readonly isPaced: boolean
}
