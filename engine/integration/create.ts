import { randomBytes } from 'node:crypto'
import { ok } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import { addOrder, findCustomer } from './counter.ts'
import { Endpoint } from './endpoint/endpoint.ts'
import type { IntegrationDeps, IntegrationOptions, IntegrationRoom } from './face.ts'
import { DropFolder } from './folder/folder.ts'
import { listDeliveries, listHooks, removeHook, renewSecret, saveHook, testHook, tryAgain } from './hook/hook-calls.ts'
import { Teller } from './hook/teller.ts'
import { followNotices } from './notice/follow.ts'
import { listNotices, notify, readNotice } from './notice/notify.ts'
import { goOn } from './notice/run.ts'
import { personalData } from './personal-data.ts'
import { readSettings, saveSettings } from './settings.ts'

const REFERENCE_KEY = 'integration.reference-key'

/** Makes the room; it registers with the ledger and runs nothing before `begin`. */
export function createIntegration(options: IntegrationOptions): IntegrationRoom {
  let referenceKey = ''
  const deps: IntegrationDeps = { ...options, referenceKey: () => referenceKey }
  followNotices(deps)
  deps.customer.onJoin((db, { from, to }) => {
    db.run(sql`update tool_notice set customer_seq = ${to} where customer_seq = ${from}`)
    db.run(sql`update hook_delivery set customer_seq = ${to} where customer_seq = ${from}`)
  })
  const parts = { folder: new DropFolder(deps), endpoint: new Endpoint(deps), teller: new Teller(deps) }
  return {
    handlers: {
      ...noticeHandlers(deps),
      ...folderHandlers(parts.folder),
      ...endpointHandlers(parts.endpoint),
      ...hookHandlers(deps, parts.teller),
    },
    personalData,
    async begin() {
      referenceKey = await options.vault.secrets.getOrMake(REFERENCE_KEY, () => randomBytes(32).toString('hex'))
      goOn(deps)
      parts.teller.begin()
      parts.folder.begin()
      await parts.endpoint.begin()
    },
    async stop() {
      await parts.endpoint.stop()
      await parts.folder.stop()
      await parts.teller.stop()
    },
  }
}

const noticeHandlers = (deps: IntegrationDeps): Handlers => ({
  'integration.notify': (input) => notify(deps, input),
  'integration.notice': (input) => readNotice(deps, input),
  'integration.notices': (input) => listNotices(deps, input),
  'integration.findCustomer': (input) => findCustomer(deps, input),
  'integration.addOrder': (input) => addOrder(deps, input),
  'integration.settings': () => ok(readSettings(deps.vault.store.read)),
  'integration.saveSettings': (input) => ok(deps.vault.store.write((db) => saveSettings(db, input, deps.clock.now()))),
})

const folderHandlers = (folder: DropFolder): Handlers => ({
  'integration.folder': () => ok(folder.view()),
  'integration.setFolder': (input) => folder.set(input),
  'integration.lookNow': () => folder.look(),
  'integration.inspectFile': (input) => folder.inspect(input),
  'integration.saveRule': (input) => folder.saveRule(input),
  'integration.removeRule': ({ ruleId }) => folder.removeRule(ruleId),
})

const endpointHandlers = (endpoint: Endpoint): Handlers => ({
  'integration.endpoint': () => ok(endpoint.view()),
  'integration.setEndpoint': (input) => endpoint.set(input),
  'integration.addToken': (input) => endpoint.addToken(input),
  'integration.removeToken': ({ tokenId }) => endpoint.removeToken(tokenId),
})

const hookHandlers = (deps: IntegrationDeps, teller: Teller): Handlers => ({
  'integration.hooks': () => listHooks(deps),
  'integration.saveHook': (input) => saveHook(deps, input),
  'integration.newHookSecret': ({ hookId }) => renewSecret(deps, hookId),
  'integration.removeHook': ({ hookId }) => removeHook(deps, hookId),
  'integration.testHook': ({ hookId }, { signal }) => testHook(deps, hookId, signal),
  'integration.deliveries': (input) => listDeliveries(deps, input),
  'integration.tryAgain'(input) {
    const count = tryAgain(deps, input)
    teller.wake()
    return count
  },
})
