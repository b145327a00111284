import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { newId } from '../../kernel/index.ts'
import type { IntegrationDeps } from '../face.ts'
import { readText, saveText } from '../settings.ts'
import { createApp } from './app.ts'
import { allTokens, hashOf, insertToken, newToken, removeToken } from './tokens.ts'

type View = CallOutput<'integration.endpoint'>

const IS_ON = 'integration.endpoint-on'
const PORT = 'integration.endpoint-port'
/** What the computer chose last, so that programs find it again. */
const LAST_PORT = 'integration.endpoint-last-port'
const MOST_TOKENS = 50

/** The endpoint for programs on this computer; off until somebody switches it on. */
export class Endpoint {
  readonly #deps: IntegrationDeps
  #server: Server | null = null
  #port = 0
  #problem: View['problem'] = null

  constructor(deps: IntegrationDeps) {
    this.#deps = deps
  }

  async begin(): Promise<void> {
    if (this.#isOn()) await this.#open()
  }

  async stop(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (server === null) return
    const closed = new Promise<void>((resolve) => void server.close(() => resolve()))
    server.closeAllConnections()
    await closed
  }

  view(): View {
    const db = this.#deps.vault.store.read
    return {
      isOn: this.#isOn(),
      port: this.#wishedPort(),
      url: this.#server === null ? null : `http://127.0.0.1:${this.#port}`,
      problem: this.#problem,
      tokens: allTokens(db),
    }
  }

  async set(input: ParsedInput<'integration.setEndpoint'>): Promise<Result<View>> {
    const { vault, clock } = this.#deps
    const now = clock.now()
    vault.store.write((db) => {
      if (input.isOn !== undefined) saveText(db, { name: IS_ON, value: input.isOn ? 'yes' : 'no', now })
      if (input.port !== undefined) saveText(db, { name: PORT, value: String(input.port), now })
    })
    await this.stop()
    this.#problem = null
    await this.begin()
    this.#announce()
    return ok(this.view())
  }

  /** Error: form-too-many. */
  addToken(input: ParsedInput<'integration.addToken'>): Result<CallOutput<'integration.addToken'>> {
    const { vault, clock, random } = this.#deps
    if (allTokens(vault.store.read).length >= MOST_TOKENS) return fail('form-too-many', { max: MOST_TOKENS })
    const token = newToken((count) => random.bytes(count))
    const at = clock.now()
    const scopes = [...new Set(input.scopes)]
    vault.store.write((db) => insertToken(db, { tokenId: newId('tok', random, at), name: input.name, hash: hashOf(token), scopes, at }))
    this.#announce()
    return ok({ token, endpoint: this.view() })
  }

  /** Error: tool-token-missing. */
  removeToken(tokenId: string): Result<View> {
    if (!this.#deps.vault.store.write((db) => removeToken(db, tokenId))) return fail('tool-token-missing')
    this.#announce()
    return ok(this.view())
  }

  #announce(): void {
    this.#deps.announcer.announce('integration.changed', { part: 'endpoint', noticeId: null })
  }

  #isOn(): boolean {
    return readText(this.#deps.vault.store.read, IS_ON) === 'yes'
  }

  #wishedPort(): number {
    return Number(readText(this.#deps.vault.store.read, PORT) ?? 0)
  }

  /** Listens on this computer only. A port that was chosen and is taken is a problem to be told, never another port in silence. */
  async #open(): Promise<void> {
    const app = createApp(this.#deps, () => this.#port)
    const listener = getRequestListener((request, bindings) => app.fetch(request, bindings), { overrideGlobalObjects: false })
    const server = createServer(
      { requestTimeout: 15_000, headersTimeout: 10_000, keepAliveTimeout: 5_000, maxHeaderSize: 16_384 },
      (incoming, outgoing) => void listener(incoming, outgoing),
    )
    server.maxConnections = 64
    const code = await this.#listen(server)
    if (code !== null) {
      this.#problem = code === 'EADDRINUSE' ? 'port-taken' : 'port-refused'
      this.#deps.logger.warn('integration.endpoint-absent', { code })
      return
    }
    const address = server.address()
    this.#port = typeof address === 'object' && address !== null ? address.port : 0
    this.#server = server
    this.#remember()
    this.#problem = null
    this.#deps.logger.info('integration.endpoint-open', { port: this.#port })
  }

  /** On the port that was chosen, else on the one of last time, else on any. */
  async #listen(server: Server): Promise<string | null> {
    const wished = this.#wishedPort()
    if (wished !== 0) return listen(server, wished)
    const last = Number(readText(this.#deps.vault.store.read, LAST_PORT) ?? 0)
    const code = await listen(server, last)
    return code === null || last === 0 ? code : listen(server, 0)
  }

  #remember(): void {
    const { vault, clock } = this.#deps
    vault.store.write((db) => saveText(db, { name: LAST_PORT, value: String(this.#port), now: clock.now() }))
  }
}

/** Null once it listens, else the system's word for why not. */
const listen = (server: Server, port: number): Promise<string | null> =>
  new Promise((resolve) => {
    const onError = (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown')
    server.once('error', onError)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', onError)
      resolve(null)
    })
  })
