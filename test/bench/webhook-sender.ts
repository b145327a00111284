// A thread of its own that posts signed webhooks as Meta would, so that sending them costs the engine's thread nothing.
import { parentPort, workerData } from 'node:worker_threads'
import { Pool } from 'undici'

export type Post = { readonly body: string; readonly signature: string }
export type SenderOrders = { readonly url: string; readonly posts: readonly Post[]; readonly atOnce: number }

const { url, posts, atOnce } = workerData as SenderOrders
const { origin, pathname } = new URL(url)
const pool = new Pool(origin, { connections: atOnce, pipelining: 1 })
const left = [...posts].reverse()

const lane = async (): Promise<void> => {
  for (let post = left.pop(); post !== undefined; post = left.pop()) {
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': post.signature }
    const answer = await pool.request({ method: 'POST', path: pathname, headers, body: post.body })
    await answer.body.dump()
    if (answer.statusCode !== 200) throw new Error(`the receiver answered ${answer.statusCode}`)
  }
}

parentPort?.once('message', () => {
  void Promise.all(Array.from({ length: atOnce }, lane)).then(() => {
    parentPort?.postMessage('all answered')
    return pool.close()
  })
})
