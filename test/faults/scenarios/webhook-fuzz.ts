import { check, type Scenario } from '../rig/scenario.ts'
import { runWebhookFuzz } from '../webhook-fuzz.ts'

/** Payloads for each message that was asked for: 1,000 messages let 2,000 payloads come, 50,000 let 100,000. */
const PAYLOADS_EACH = 2
/** Longer than this and the window would be felt to stand still. */
const MOST_READING_MS = 300

/** Webhooks of every kind, changed at random, come signed. */
export const webhookFuzz: Scenario = {
  name: 'webhook-fuzz',
  rows: [],
  expects: 'no room fails, nothing stalls, and every event is kept or understood',
  async run({ seed, messages, say }) {
    const figures = await runWebhookFuzz({ count: messages * PAYLOADS_EACH, seed, say })
    return {
      checks: [
        check('each was answered with 200', figures.notTaken === 0, figures),
        check('none was lost', figures.lost === 0, figures.lost),
        check('no room failed', figures.failed === 0, figures.failed),
        check('reading one never took long', figures.slowestReadMs <= MOST_READING_MS, `${figures.slowestReadMs} ms`),
      ],
      verdict: null,
      kills: 0,
    }
  },
}
