import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A session bus with an unlocked Secret Service in a home of its own. */
export type Keyring = { readonly env: Readonly<Record<string, string>>; stop(): Promise<void> }

const isInstalled = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** Waits until the Secret Service has a name on the bus. */
async function serviceIsUp(env: NodeJS.ProcessEnv): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = spawnSync(
      'dbus-send',
      [
        '--session',
        '--print-reply',
        '--dest=org.freedesktop.DBus',
        '/',
        'org.freedesktop.DBus.NameHasOwner',
        'string:org.freedesktop.secrets',
      ],
      { env },
    )
    if (String(answer.stdout).includes('boolean true')) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}

/** Starts a throw-away keyring; answers why not where the system has none to start. */
export async function startKeyring(): Promise<Keyring | { readonly missing: string }> {
  for (const program of ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'])
    if (!isInstalled(program)) return { missing: `${program} is not installed` }
  const home = mkdtempSync(join(tmpdir(), 'shopbell-keyring-'))
  const surroundings = { ...process.env, HOME: home, XDG_DATA_HOME: join(home, 'data'), XDG_RUNTIME_DIR: home, DISPLAY: '' }
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1', `--address=unix:path=${join(home, 'bus')}`], {
    env: surroundings,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [address] = (await once(bus.stdout, 'data')) as [Buffer]
  const env = { ...surroundings, DBUS_SESSION_BUS_ADDRESS: String(address).trim() }
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  daemon.stdin.end('test-password')
  const stop = async () => {
    await end(daemon)
    await end(bus)
    rmSync(home, { recursive: true, force: true, maxRetries: 3 })
  }
  if (await serviceIsUp(env)) return { env: { DBUS_SESSION_BUS_ADDRESS: env.DBUS_SESSION_BUS_ADDRESS }, stop }
  await stop()
  return { missing: 'the Secret Service did not start' }
}
