import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

// What the engine needs of its surroundings: to find the keychain, folders, language and time zone. Everything else is forgotten.
const KEPT =
  /^(PATH|HOME|USER|LOGNAME|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|TEMP|TMP|DBUS_SESSION_BUS_ADDRESS|XDG_\w+|DISPLAY|WAYLAND_DISPLAY|NODE_ENV|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|APPDATA|LOCALAPPDATA|USERPROFILE|USERNAME|PROGRAMDATA|HOMEDRIVE|HOMEPATH|NUMBER_OF_PROCESSORS|INIT_CWD)$/i

/** Variables that Node reads before any line of ours, so that forgetting them later is too late. */
const READ_AT_START = [
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'SSLKEYLOGFILE',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
] as const

/** Only what is kept, for a process that is about to start. */
export function allowedEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => KEPT.test(name)))
}

/** Whether this process was started with settings that can weaken its connections and can't be undone from inside. */
export const startedWeakened = (environment: NodeJS.ProcessEnv): boolean => READ_AT_START.some((name) => environment[name] !== undefined)

/** Forgets every variable that is not kept, among them those that switch off the checks of TLS (SECURITY F10, S-11). */
export function forgetEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(environment)) if (!KEPT.test(name)) delete environment[name]
}

/** Soft and hard limit of core files are 0 already; null where that can't be read. */
function coreFilesAreOff(): boolean | null {
  try {
    return /^Max core file size\s+0\s+0\s/m.test(readFileSync('/proc/self/limits', 'utf8'))
  } catch {
    // Not Linux, or no proc file system: then nothing is known, and nothing can be set from here either.
    return null
  }
}

/**
 * Sees to it that a crash leaves nothing readable (SECURITY S-07): on Linux the core file would hold no memory, and the
 * system's own tool sets its size to 0 where it is there. Elsewhere Shopbell has no way to do it.
 */
export function refuseCoreFiles(): void {
  if (coreFilesAreOff() !== false) return
  // No kind of mapping goes into a core file; needs no tool and works at once.
  writeFileSync('/proc/self/coredump_filter', '0')
  const tool = spawn('prlimit', ['--pid', String(process.pid), '--core=0:0'], { stdio: 'ignore' })
  // The filter above does the same work; the limit only saves the empty file.
  tool.on('error', () => undefined)
  tool.unref()
}
