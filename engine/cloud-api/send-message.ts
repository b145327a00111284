import type { CallDeps } from './call.ts'
import { checkSendRequest, isForMarketing } from './check-send.ts'
import { classifySend } from './classify-send.ts'
import { parseJson } from './graph-error.ts'
import type { OperationFact } from './operation.ts'
import type { Messenger } from './outcome.ts'

/** An answer to a send is well under a kilobyte; more is not Meta speaking. */
const MAX_ANSWER_BYTES = 256 * 1024

/** POST /{number}/messages: every message type. @source reference part 2 */
export const sendMessageFact = {
  name: 'message.send',
  method: 'POST',
  path: '/{number}/messages',
  reference: '2',
} as const satisfies OperationFact

/** POST /{number}/marketing_messages: templates of the category MARKETING. @source reference part 3 */
export const sendMarketingFact = {
  name: 'message.send-marketing',
  method: 'POST',
  path: '/{number}/marketing_messages',
  reference: '3',
} as const satisfies OperationFact

/**
 * Posts exactly the given bytes, one try, to the edge that the body itself names. A body that breaks a limit of Meta's
 * never leaves.
 */
export function createMessenger({ wire, logger }: Pick<CallDeps, 'wire' | 'logger'>, phoneNumberId: string): Messenger {
  return {
    async send(body, signal) {
      const request = parseJson(Buffer.from(body))
      const checked = checkSendRequest(request)
      if (!checked.ok) {
        const { code, params } = checked.error
        logger.warn('cloud-api.refused-here', { operation: sendMessageFact.name, code, field: String(params?.['field'] ?? '') })
        return { kind: 'refused-here', code }
      }
      const { method, path } = isForMarketing(request) ? sendMarketingFact : sendMessageFact
      return classifySend(
        await wire({ method, path: path.replace('{number}', phoneNumberId), body, signal, maxAnswerBytes: MAX_ANSWER_BYTES }),
      )
    },
  }
}
