import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { SendMessageRequest } from '#contract/cloud-api/requests.ts'
import type { RequestFault } from './fault-table.ts'
import type { Person } from './people.ts'

/** A message that the simulator accepted. */
export type AcceptedMessage = {
  readonly request: SendMessageRequest
  readonly person: Person
  readonly template: TemplateNode | null
  readonly wamid: string
  readonly fault: RequestFault | null
}
