import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { check, type Scenario } from '../rig/scenario.ts'

/** Random messages of each kind for each message that was asked for: 1,000 messages let 500 of each kind go. */
const EACH = 0.5
const MOST_OUTPUT_BYTES = 1024 * 1024
const PROGRAM = fileURLToPath(new URL('../../contract/main.ts', import.meta.url))

/** Random valid messages of every kind leave through the real client, and are held against Meta's contract. */
export const contract: Scenario = {
  name: 'contract',
  rows: [],
  expects: 'random messages of every kind fit Meta’s contract, and nothing answers or posts in another shape',
  async run({ seed, messages, say }) {
    const size = ['--random', String(Math.max(1, Math.round(messages * EACH))), '--seed', String(seed), '--json']
    // A run with violations ends with another code than 0; its figures come all the same.
    const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, ...size], { maxBuffer: MOST_OUTPUT_BYTES }).catch(
      (error: unknown) => ({ stdout: (error as { readonly stdout?: string }).stdout ?? '' }),
    )
    const figures = JSON.parse(stdout === '' ? '{}' : stdout) as {
      readonly messages?: number
      readonly violations?: number
      readonly skipped?: number
    }
    say(`${figures.messages ?? 0} messages${figures.skipped === 0 ? '' : ', the published spec was not there'}`)
    return { checks: [check('nothing is at odds with the contract', figures.violations === 0, stdout.trim())], verdict: null, kills: 0 }
  },
}
