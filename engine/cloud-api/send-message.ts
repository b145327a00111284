import { classifySend } from './classify-send.ts'
import type { Messenger } from './outcome.ts'
import type { Wire } from './wire.ts'

/** An answer to a send is well under a kilobyte; more is not Meta speaking. */
const MAX_ANSWER_BYTES = 256 * 1024

/** POST /{number}/messages with exactly the given bytes, one try. @source reference part 2 */
export function createMessenger(wire: Wire, phoneNumberId: string): Messenger {
  return {
    async send(body, signal) {
      return classifySend(
        await wire({ method: 'POST', path: `/${phoneNumberId}/messages`, body, signal, maxAnswerBytes: MAX_ANSWER_BYTES }),
      )
    },
  }
}
