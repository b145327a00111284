import { spawnSync } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tempFolder } from '../../test/support/temp-folder.ts'
import { readArguments } from './boot-arguments.ts'
import { allowedEnvironment, forgetEnvironment, startedWeakened } from './hardening.ts'
import { createRedactor, openLog } from './log-output.ts'
import { jsonLinesChannel } from './transports/json-lines.ts'
import { parentPortChannel } from './transports/utility-process.ts'

let temp: ReturnType<typeof tempFolder>
beforeEach(() => {
  temp = tempFolder()
})
afterEach(() => temp.remove())

describe('the arguments', () => {
  it('say where the vault is and how to run, with paths from the folder the person is in', () => {
    const read = readArguments(
      [
        '--vault',
        'shop',
        '--graph-url',
        'http://127.0.0.1:4001',
        '--webhook-port',
        '4002',
        '--no-keychain',
        '--role',
        'staff',
        '--person',
        'Mei',
        '--log',
        'a.log',
        '--exit-on-end',
      ],
      { INIT_CWD: '/home/mei' },
    )
    expect(read).toEqual({
      kind: 'run',
      boot: {
        vault: '/home/mei/shop',
        graphUrl: 'http://127.0.0.1:4001',
        webhookPort: 4002,
        keychain: false,
        logFile: '/home/mei/a.log',
        checkOutputs: false,
      },
      caller: { role: 'staff', person: 'Mei' },
      exitOnEnd: true,
      atOnce: false,
      logToStandardError: false,
    })
  })

  it('work for the owner unless told otherwise, and know no other roles than the contract', () => {
    expect(readArguments(['--vault', 'a'], {})).toMatchObject({ caller: { role: 'owner', person: 'owner' } })
    expect([readArguments(['--vault', 'a', '--role', 'boss'], {}), readArguments(['--vault', 'a', '--person', ' '], {})]).toEqual([
      { kind: 'refused', problem: 'There is no such role; there are: viewer, staff, manager, owner' },
      { kind: 'refused', problem: 'Say who it is: --person NAME' },
    ])
  })

  it('are refused with the reason', () => {
    expect(readArguments([], {})).toEqual({ kind: 'refused', problem: 'Say which folder: --vault DIR' })
    expect(readArguments(['--vault', 'a', '--webhook-port', 'many'], {})).toEqual({
      kind: 'refused',
      problem: 'This value is not understood: webhookPort',
    })
    expect(readArguments(['--vault', 'a', '--graph-url', 'ftp://x'], {})).toEqual({
      kind: 'refused',
      problem: 'This value is not understood: graphUrl',
    })
    expect(readArguments(['--valut', 'a'], {})).toMatchObject({ kind: 'refused' })
  })
})

describe('the environment', () => {
  it('S-11: keeps what finds keychain, folders and language, and forgets the rest', () => {
    const environment: NodeJS.ProcessEnv = {
      PATH: '/bin',
      LC_ALL: 'C',
      XDG_RUNTIME_DIR: '/run',
      DBUS_SESSION_BUS_ADDRESS: 'unix:x',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      SSLKEYLOGFILE: '/tmp/keys',
      NODE_EXTRA_CA_CERTS: '/tmp/ca',
      AWS_SECRET: 'x',
      HTTPS_PROXY: 'http://x',
    }
    expect(startedWeakened(environment)).toBe(true)
    expect(Object.keys(allowedEnvironment(environment))).toEqual(['PATH', 'LC_ALL', 'XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS'])
    forgetEnvironment(environment)
    expect(Object.keys(environment)).toEqual(['PATH', 'LC_ALL', 'XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS'])
    expect(startedWeakened(environment)).toBe(false)
  })

  it('that weakens connections is left behind before anything else runs', () => {
    const env = {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem',
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
    }
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [resolve('engine/host/command-line.ts'), '--vault', join(temp.folder, 'v'), '--no-keychain'],
      { env, input: '{"call":"vault.status"}\n', encoding: 'utf8' },
    )
    expect([
      status,
      JSON.parse(stdout),
      stderr.replace(/.*NODE_(TLS_REJECT|EXTRA_CA).*\n|.*trace-warnings.*\n|.*Ignoring extra certs.*\n/g, ''),
    ]).toMatchObject([0, { id: 1, ok: { state: 'absent' } }, ''])
  })
})

describe('the log', () => {
  it('holds events, allowed fields and where errors came from; nothing that errors or rooms say', () => {
    const file = join(temp.folder, 'logs', 'engine.log')
    const redactor = createRedactor()
    const logger = openLog({ file, toStandardError: false, redactor })
    redactor.hide('hunter2secret')
    logger.info('send-done', {
      sendId: 'snd_01m81jqbm7wracw8srcfj0a98g',
      metaCode: 131049,
      phoneId: '+886912345678',
      customerName: 'Mei',
      reason: 'EAAGtoken',
      state: 'ok',
      kind: '886912345678',
    })
    const nested = new Error('key raw:abab', {
      cause: Object.assign(new TypeError('Mei-Ling said hi'), {
        code: 'SQLITE_FULL',
        request: { headers: { Authorization: 'Bearer EAAx' } },
      }),
    })
    logger.error('call-failed', nested, { code: 'hunter2secret' })
    logger.warn('odd', { reason: Buffer.from('hunter2secret').toString('hex').slice(0, 20) })
    const lines = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines[0]).toMatchObject({
      msg: 'send-done',
      sendId: 'snd_01m81jqbm7wracw8srcfj0a98g',
      metaCode: 131049,
      phoneId: '[left out]',
      customerName: '[left out]',
      reason: '[left out]',
      state: 'ok',
      kind: '[left out]',
    })
    expect(lines[1]).toMatchObject({
      msg: 'call-failed',
      code: '[secret]',
      error: { class: 'Error', cause: { class: 'TypeError', code: 'SQLITE_FULL' } },
    })
    expect(readFileSync(file, 'utf8')).not.toMatch(/Mei|886912345678|EAA|abab|hunter2/)
    expect(statSync(file).mode & 0o077).toBe(0)
  })

  it('starts anew when it has grown large, keeping one older', () => {
    const file = join(temp.folder, 'engine.log')
    writeFileSync(file, Buffer.alloc(5_300_000))
    openLog({ file, toStandardError: false, redactor: createRedactor() }).info('started')
    expect(statSync(file).size).toBeLessThan(1_000)
    expect(statSync(`${file}.1`).size).toBe(5_300_000)
  })

  it('S-05: takes a secret out in every spelling', () => {
    const redactor = createRedactor()
    redactor.hide('a"b/c d+e')
    const spellings = [
      'a"b/c d+e',
      'a\\"b/c d+e',
      'a%22b%2Fc%20d%2Be',
      Buffer.from('a"b/c d+e').toString('base64'),
      Buffer.from('a"b/c d+e').toString('hex'),
    ]
    expect(spellings.map((spelling) => redactor.clean(`x ${spelling} y`))).toEqual(spellings.map(() => 'x [secret] y'))
  })
})

describe('JSON lines', () => {
  it('are read whole however they are cut, numbered where they have no id, and refused under their number', async () => {
    const input = new PassThrough()
    const { channel, ended } = jsonLinesChannel(input, new PassThrough())
    const messages: unknown[] = []
    channel.onMessage((message) => messages.push(message))
    const bytes = Buffer.from('{"id":5,"call":"a.b","input":"茶"}\n\n{"call":"c.d"}\nnonsense\n{"cancel":5}\n[1]\n{"id":9,"subscribe":"e"}')
    for (let at = 0; at < bytes.length; at += 7) input.write(bytes.subarray(at, at + 7))
    input.write(`\n${'x'.repeat(5_000_000)}\n`)
    input.end('{"call":"last"}')
    await ended
    expect(messages).toEqual([
      { id: 5, call: 'a.b', input: '茶' },
      { id: 3, call: 'c.d' },
      { id: 4 },
      { cancel: 5 },
      { id: 6 },
      { id: 9, subscribe: 'e' },
      { id: 8 },
      { id: 9, call: 'last' },
    ])
  })

  it('are not a dead channel when the input ends, only when nobody reads the answers', async () => {
    const output = new PassThrough()
    const input = new PassThrough()
    const { channel, ended } = jsonLinesChannel(input, output)
    let closed = 0
    channel.onClose(() => (closed += 1))
    input.end()
    input.resume()
    await ended
    channel.post({ id: 1, ok: 'still answered' })
    expect([closed, String(output.read())]).toEqual([0, '{"id":1,"ok":"still answered"}\n'])
    output.destroy(new Error('EPIPE'))
    await new Promise((done) => setImmediate(done))
    expect(closed).toBe(1)
  })
})

describe('the port of a utility process', () => {
  it('carries frames both ways, and is absent elsewhere', () => {
    const listeners: ((event: { data: unknown }) => void)[] = []
    const posted: unknown[] = []
    const parentPort = {
      postMessage: (message: unknown) => posted.push(message),
      on: (_: string, listener: (event: { data: unknown }) => void) => listeners.push(listener),
      off: () => undefined,
    }
    const channel = parentPortChannel({ parentPort })
    const seen: unknown[] = []
    channel?.onMessage((message) => seen.push(message))
    listeners[0]?.({ data: { id: 1, call: 'a.b' } })
    channel?.post({ id: 1, ok: 1 })
    expect([seen, posted, parentPortChannel({})]).toEqual([[{ id: 1, call: 'a.b' }], [{ id: 1, ok: 1 }], null])
  })
})
