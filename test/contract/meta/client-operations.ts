import { everyDrive } from '../../../engine/cloud-api/fixtures/every-operation.ts'
import { driveIds } from '../../../engine/cloud-api/fixtures/drive.ts'
import { createCloudApi, type CloudApi } from '../../../engine/cloud-api/index.ts'
import { readMediaFact } from '../../../engine/cloud-api/media/read-media.ts'
import { removeMediaFact } from '../../../engine/cloud-api/media/remove-media.ts'
import { uploadMediaFact } from '../../../engine/cloud-api/media/upload-media.ts'
import { readUploadFact, sendUploadFact, startUploadFact } from '../../../engine/cloud-api/media/upload-session.ts'
import type { OperationFact } from '../../../engine/cloud-api/operation.ts'
import { sendMarketingFact, sendMessageFact } from '../../../engine/cloud-api/send-message.ts'
import { silentLogger, systemClock } from '../../../engine/kernel/index.ts'
import { startRecorder, type Exchange, type Recorder } from './exchange.ts'

/** The fact of a call, without what only the client needs. */
export type ClientCall = Pick<OperationFact, 'name' | 'method' | 'path'>

/** The two calls of the client that have no fact of their own. */
const markReadCall: ClientCall = { name: 'message.mark-read', method: 'POST', path: '/{number}/messages' }
const downloadCall: ClientCall = { name: 'media.download', method: 'GET', path: '/{file}' }

/** Every call that the client can make. */
export const clientCalls: readonly ClientCall[] = [
  ...new Map(everyDrive.map(({ fact }) => [fact.name, fact])).values(),
  uploadMediaFact,
  readMediaFact,
  removeMediaFact,
  startUploadFact,
  sendUploadFact,
  readUploadFact,
  downloadCall,
  sendMessageFact,
  sendMarketingFact,
  markReadCall,
]

/** A call of the client as it left, by the name of its operation. */
export type ClientRequest = { readonly name: string; readonly path: string; readonly exchange: Exchange }

/** The client at an address, with ids of its own. */
export const clientAt = (baseUrl: string, more: Partial<Parameters<typeof createCloudApi>[0]> = {}): CloudApi =>
  createCloudApi({
    ...driveIds,
    baseUrl,
    apiVersion: 'v25.0',
    authHeader: 'Authorization',
    token: 'EAAtesttoken',
    appSecret: 'shh',
    clock: systemClock,
    logger: silentLogger,
    ...more,
  })

/** Lets the real client make every call that it can make, with all samples, and gives what left. */
export async function driveEveryOperation(): Promise<readonly ClientRequest[]> {
  let answer = ''
  const recorder = await startRecorder(() => ({ status: 200, answer }))
  const api = clientAt(recorder.url)
  const requests: ClientRequest[] = []
  try {
    for (const drive of everyDrive) {
      answer = typeof drive.answer === 'string' ? drive.answer : JSON.stringify(drive.answer)
      const before = recorder.seen.length
      const result = await drive.run(api)
      if (!result.ok) throw new Error(`the sample of ${drive.fact.name} did not pass: ${result.error.code}`)
      requests.push(...recorder.seen.slice(before).map((exchange) => ({ name: drive.fact.name, path: drive.fact.path, exchange })))
    }
    answer = JSON.stringify({ success: true })
    requests.push(...(await markRead(api, recorder)))
  } finally {
    await api.close()
    await recorder.close()
  }
  return [...requests, ...(await driveFiles())]
}

async function markRead(api: CloudApi, recorder: Recorder): Promise<readonly ClientRequest[]> {
  const before = recorder.seen.length
  await api.markRead('wamid.IN')
  await api.markRead('wamid.IN', true)
  return recorder.seen.slice(before).map((exchange) => ({ name: markReadCall.name, path: markReadCall.path, exchange }))
}

const bytes = Buffer.from('89504e470d0a1a0a', 'hex')

/** Files need answers that lead on to the next call; the bytes of a sample break off once, so that the rest is asked for. */
async function driveFiles(): Promise<readonly ClientRequest[]> {
  let isBroken = true
  const recorder = await startRecorder(({ method, path }) => {
    if (path.startsWith('/upload:') && method === 'POST' && isBroken) {
      isBroken = false
      return { status: 502, answer: '<html>' }
    }
    return answerFor(`${method} ${path}`, recorder.url)
  })
  const api = clientAt(recorder.url)
  const file = { mime: 'image/png', fileName: 'a.png', bytes }
  try {
    const results = [
      await api.media.upload({ kind: 'image', ...file }),
      await api.media.read('9000'),
      await api.media.download({ media: '9000', sink: () => undefined }),
      await api.media.remove('9000'),
      await api.media.uploadSample(file),
    ]
    const failed = results.find(({ ok }) => !ok)
    if (failed !== undefined) throw new Error(`a file did not pass: ${JSON.stringify(failed)}`)
    return recorder.seen.flatMap((exchange) => {
      const call = fileCall(exchange)
      return call === null ? [] : [{ name: call.name, path: call.path, exchange }]
    })
  } finally {
    await api.close()
    await recorder.close()
  }
}

function answerFor(call: string, url: string) {
  if (call === 'GET /file') return { status: 200, answer: bytes, contentType: 'image/png' }
  const sha256 = '4c4b6a3be1314ab86138bef4314dde022e600960d8689a2c8f8631802d20dab6'
  const json = call.includes('/debug_token')
    ? { data: { app_id: '30', is_valid: true } }
    : call.startsWith('GET /upload:')
      ? { id: 'upload:MTph?sig=ARZq', file_offset: 4 }
      : call.includes('/uploads')
        ? { id: 'upload:MTph?sig=ARZq' }
        : call.startsWith('POST /upload:')
          ? { h: '4:YS5w' }
          : call.startsWith('GET /9000')
            ? { messaging_product: 'whatsapp', url: `${url}/file`, mime_type: 'image/png', sha256, file_size: bytes.length, id: '9000' }
            : { id: '9000', success: true }
  return { status: 200, answer: JSON.stringify(json) }
}

function fileCall({ method, path }: Exchange): ClientCall | null {
  if (path === '/debug_token') return null
  if (path === '/file') return downloadCall
  if (path.endsWith('/uploads')) return startUploadFact
  if (path.startsWith('/upload:')) return method === 'GET' ? readUploadFact : sendUploadFact
  if (path.endsWith('/media')) return uploadMediaFact
  return method === 'GET' ? readMediaFact : removeMediaFact
}
