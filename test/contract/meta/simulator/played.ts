import { defaultOptions } from '../../../../simulator/options.ts'
import { startSimulator, type RunningSimulator } from '../../../../simulator/simulator.ts'
import type { CloudApi } from '../../../../engine/cloud-api/index.ts'
import { clientAt } from '../client-operations.ts'
import { startRecorder, startRecordingProxy, type Recorder } from '../exchange.ts'

/** A simulator behind a recorder, and the real client in front of both. */
export type Played = {
  readonly facts: RunningSimulator['facts']
  readonly api: CloudApi
  readonly recorder: Recorder
  /** Where webhooks can be sent; everything posted there is kept. */
  readonly callback: { readonly url: string; readonly verifyToken: string }
  readonly posted: Recorder
  /** Steers the simulator; throws when it refuses. */
  control(path: string, body?: object): Promise<Readonly<Record<string, unknown>>>
  close(): Promise<void>
}

/** Starts the quiet scenario of twenty people; `overrides` replaces ids or keys of the client. */
export async function openPlayed(overrides: Partial<Parameters<typeof clientAt>[1] & object> = {}): Promise<Played> {
  const simulator = await startSimulator(defaultOptions({ people: 20 }))
  const { facts } = simulator
  const recorder = await startRecordingProxy(facts.url)
  // Answers the handshake with its own challenge, as a callback must.
  const posted = await startRecorder(({ query }) => ({ status: 200, answer: query['hub.challenge'] ?? '', contentType: 'text/plain' }))
  const { token, appSecret, phoneNumberId, wabaId } = facts
  const api = clientAt(recorder.url, { token, appSecret, phoneNumberId, wabaId, ...overrides })
  return {
    facts,
    api,
    recorder,
    posted,
    callback: { url: `${posted.url}/events`, verifyToken: 'vt' },
    async control(path, body) {
      const answer = await fetch(`${facts.url}/simulator/${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })
      const read = (await answer.json()) as Readonly<Record<string, unknown>>
      if (answer.status !== 200) throw new Error(`the simulator refused ${path}: ${JSON.stringify(read)}`)
      return read
    },
    async close() {
      await api.close()
      await recorder.close()
      await posted.close()
      await simulator.stop()
    },
  }
}

/** The nth person of the quiet scenario. */
export const personOf = (index: number): string => `+${886_900_000_000 + index}`
