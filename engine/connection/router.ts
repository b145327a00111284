import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'
import { readChecks } from './check/queries.ts'
import { runChecks } from './check/run.ts'
import type { ConnectionCore } from './core.ts'
import { disconnect } from './disconnect.ts'
import { showHealth } from './health/show.ts'
import type { LiveTesting } from './live-test.ts'
import { setMarketingEndpoint } from './marketing-endpoint.ts'
import { register, requestCode, verifyCode } from './registration.ts'
import { changeVersion, replaceAppSecret, replaceKey } from './rotate.ts'
import { setReceiving } from './set-receiving.ts'
import { beginSetup } from './setup/begin.ts'
import { readSetup } from './setup/queries.ts'
import { chooseNumber, endSetup, goToStep } from './setup/steps.ts'

type Status = CallOutput<'connection.add'>

/** What the room itself gives to its calls. */
export type RoomCalls = {
  readonly liveTest: LiveTesting
  readonly add: (input: ParsedInput<'connection.add'>) => Promise<Result<Status>>
  readonly status: () => Status | null
}

/** Binds calls to use cases. */
export function connectionHandlers(core: ConnectionCore, room: RoomCalls): Handlers {
  const statusAfter = async (work: Promise<Result<void>>): Promise<Result<Status>> => {
    const done = await work
    if (!done.ok) return done
    const status = room.status()
    return status === null ? fail('connection-missing') : ok(status)
  }
  return {
    'connection.add': (input) => room.add(input),
    'connection.status': () => ok(room.status()),
    'connection.replaceKey': (input) => statusAfter(replaceKey(core, input.token)),
    'connection.replaceAppSecret': (input) => statusAfter(replaceAppSecret(core, input.appSecret)),
    'connection.useVersion': (input) => statusAfter(changeVersion(core, input.apiVersion)),
    'connection.setMarketingEndpoint': (input) => statusAfter(setMarketingEndpoint(core, input.isOn)),
    'connection.setReceiving': (input) => statusAfter(setReceiving(core, input)),
    'connection.register': (input) => statusAfter(register(core, input.pin)),
    'connection.requestCode': (input) => requestCode(core, input),
    'connection.verifyCode': (input) => verifyCode(core, input.code),
    'connection.health': (input) => showHealth(core, input.refresh),
    ...setupHandlers(core, room),
    ...checkHandlers(core, room),
    ...liveTestHandlers(room.liveTest),
    'connection.disconnect': () => disconnect(core),
  }
}

const setupHandlers = (core: ConnectionCore, room: RoomCalls): Handlers => ({
  'connection.beginSetup': (input) => beginSetup(core.deps, input),
  'connection.setup': () => ok(readSetup(core.deps.vault.store.read)),
  'connection.goToSetupStep': (input) => goToStep(core, input.step),
  'connection.endSetup': () => endSetup(core),
  async 'connection.chooseNumber'(input) {
    const setup = await chooseNumber(core, input)
    if (!setup.ok) return setup
    const connection = room.status()
    return connection === null ? fail('connection-missing') : ok({ setup: setup.value, connection })
  },
})

const checkHandlers = (core: ConnectionCore, room: RoomCalls): Handlers => ({
  'connection.checks': () => ok({ checks: readChecks(core.deps.vault.store.read) }),
  async 'connection.check'(input) {
    const checks = await runChecks(core, input.only)
    if (!checks.ok) return checks
    await core.watch.check()
    const connection = room.status()
    return connection === null ? fail('connection-missing') : ok({ connection, checks: checks.value })
  },
})

const liveTestHandlers = (liveTest: LiveTesting): Handlers => ({
  'connection.beginLiveTest': () => liveTest.begin(),
  'connection.liveTest': () => ok(liveTest.shown()),
  'connection.answerLiveTest': (input) => liveTest.answer(input.text),
})
