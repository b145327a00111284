// The one voice of the preparing steps: a line when a step starts to take time, a line when it ends.
import { performance } from 'node:perf_hooks'

/**
 * What a step hands back: done, or what is missing and what the person can do about it.
 * @typedef {{ ok: true, detail: string } | { ok: false, reason: string, advice: string }} Outcome
 */

/**
 * @typedef {object} Reporter
 * @property {(line: string) => void} say prints one line
 * @property {(title: string) => void} progress tells that a step goes on (shown at once, one line)
 */

/**
 * Makes a reporter that writes to one stream, so that a program whose standard output carries data can talk on standard error.
 * @param {NodeJS.WritableStream} stream
 * @returns {Reporter}
 */
export const createReporter = (stream) => ({
  say: (line) => void stream.write(`${line}\n`),
  progress: (title) => void stream.write(`  … ${title}\n`),
})

/**
 * Runs one step and prints its closing line with the time it took.
 * @template {Outcome} T
 * @param {Reporter} reporter
 * @param {string} title
 * @param {() => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export const runStep = async (reporter, title, work) => {
  const startedAt = performance.now()
  const outcome = await work()
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  if (outcome.ok) reporter.say(`  ✓ ${title}: ${outcome.detail} (${seconds} s)`)
  else {
    reporter.say(`  ✗ ${title}: ${outcome.reason} (${seconds} s)`)
    reporter.say(`    What to do: ${outcome.advice}`)
  }
  return outcome
}
