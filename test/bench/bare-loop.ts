import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'undici'
import type { SimulatorProcess } from '../support/simulator-process.ts'

/** The most messages that the ledger has under way, and the connections of its client. */
const CONCURRENCY = 64
const OPAQUE = 'v1.00000000.att_00000000000000000000000000.0000000000000000'

/** Posts the very same bodies with the same client settings and the same concurrency, and nothing else; paced by the clock where told. */
export async function bareLoop(simulator: SimulatorProcess, bodies: readonly string[], pacePerSecond: number): Promise<void> {
  const { url, token, apiVersion, phoneNumberId } = simulator.facts
  const pool = new Pool(url, {
    connections: CONCURRENCY,
    pipelining: 1,
    allowH2: false,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 4_000,
    headersTimeout: 30_000,
    bodyTimeout: 60_000,
  })
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json', 'content-type': 'application/json' }
  const begun = performance.now()
  let next = 0
  const lane = async (): Promise<void> => {
    for (let index = next++; index < bodies.length; index = next++) {
      const waitMs = begun + (index * 1000) / pacePerSecond - performance.now()
      if (waitMs > 1) await pause(waitMs)
      const sent = `${bodies[index]?.slice(0, -1)},"biz_opaque_callback_data":"${OPAQUE}"}`
      const answer = await pool.request({ method: 'POST', path: `/${apiVersion}/${phoneNumberId}/messages`, headers, body: sent })
      const { messages } = (await answer.body.json()) as { messages?: { id: string }[] }
      if (messages?.[0]?.id === undefined) throw new Error(`the simulator answered ${answer.statusCode}`)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, lane))
  await pool.close()
}
