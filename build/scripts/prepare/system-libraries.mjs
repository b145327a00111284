// Step 4, Linux only: the libraries that Electron needs, and the virtual display and keyring for machines without a desktop.
import { existsSync, readdirSync } from 'node:fs'
import { findProgram, lastLines, looksLikeNoNetwork, rootPrefix, runCommand } from './run-command.mjs'

const INSTALL_LIMIT_MS = 15 * 60_000

// Newer Debian and Ubuntu renamed some libraries; the first name that the package lists know is taken.
const LIBRARIES = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
  ['libxss1'],
  ['libsecret-1-0'],
]
const DISPLAY = [['xvfb'], ['xauth'], ['fonts-noto-cjk']]
const WATCHING = [['strace']]
const KEYRING = [['dbus'], ['dbus-x11'], ['gnome-keyring']]

const CHINESE_FONTS = ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc']

/** @param {string} executable */
const missingLibraries = async (executable) => {
  const result = await runCommand('ldd', [executable], { timeoutMs: 30_000 })
  return [...result.output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '')
}

/** What a machine without a desktop lacks for showing windows to nobody, for keeping secrets and for watching an engine. */
const headlessGaps = () => [
  {
    words: 'virtual display or Chinese fonts',
    packages: DISPLAY,
    gone: findProgram('Xvfb') === undefined || !CHINESE_FONTS.some((path) => existsSync(path)),
  },
  { words: 'system call watcher of the fault tests', packages: WATCHING, gone: findProgram('strace') === undefined },
  { words: 'keyring', packages: KEYRING, gone: ['gnome-keyring-daemon', 'dbus-daemon'].some((name) => findProgram(name) === undefined) },
]

/**
 * What this machine lacks, with the packages that bring it.
 * @param {{ executable: string | undefined, needsDisplay: boolean }} options
 */
const findGaps = async ({ executable, needsDisplay }) => {
  const libraries = executable === undefined ? [] : await missingLibraries(executable)
  const others = needsDisplay ? headlessGaps().filter(({ gone }) => gone) : []
  return {
    libraries,
    words: [...libraries, ...others.map(({ words }) => words)],
    packages: [...(libraries.length > 0 ? LIBRARIES : []), ...others.flatMap(({ packages }) => packages)],
  }
}

/** @param {readonly string[]} names */
const firstKnown = async (names) => {
  for (const name of names) {
    const shown = await runCommand('apt-cache', ['policy', name])
    if (/Candidate: (?!\(none\))/.test(shown.output)) return name
  }
  return names.at(-1) ?? ''
}

const listsFolder = '/var/lib/apt/lists'
const hasLists = () => existsSync(listsFolder) && readdirSync(listsFolder).some((name) => name.includes('_Packages'))

/**
 * Installs by apt; fetches the package lists first where there are none, and once more where they are out of date.
 * @param {readonly string[]} prefix the words for root
 * @param {readonly (readonly string[])[]} wanted
 */
const install = async (prefix, wanted) => {
  const apt = (/** @type {readonly string[]} */ parameters) => {
    const [command = 'env', ...rest] = [
      ...prefix,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      '-qq',
      '-o',
      'DPkg::Lock::Timeout=180',
      ...parameters,
    ]
    return runCommand(command, rest, { timeoutMs: INSTALL_LIMIT_MS })
  }
  const attempt = async () => {
    const names = await Promise.all(wanted.map(firstKnown))
    return apt(['install', '-y', '--no-install-recommends', ...names])
  }
  if (!hasLists()) await apt(['update'])
  const first = await attempt()
  if (first.code === 0) return first
  await apt(['update'])
  return attempt()
}

/** @typedef {Awaited<ReturnType<typeof findGaps>>} Gaps */

/**
 * @param {Gaps} gaps
 * @param {string} advice
 */
const refusal = (gaps, advice) => ({
  ok: /** @type {const} */ (false),
  reason: `missing: ${gaps.words.slice(0, 4).join(', ')}${gaps.words.length > 4 ? ` and ${gaps.words.length - 4} more` : ''}`,
  advice,
  appCannotRun: gaps.libraries.length > 0,
})

/** @param {string} output what apt said */
const aptAdvice = (output) =>
  looksLikeNoNetwork(output)
    ? "Debian's packages could not be reached; connect to the network and run the command again."
    : `apt could not install everything; see the lines below.\n${lastLines(output)}`

/**
 * Checks for the libraries and installs what is missing where that is possible without asking anybody.
 * @param {import('./report.mjs').Reporter} reporter
 * @param {{ executable: string | undefined, needsDisplay: boolean }} options
 * @returns {Promise<{ ok: true, detail: string } | ReturnType<typeof refusal>>}
 */
export const prepareSystemLibraries = async (reporter, options) => {
  if (process.platform !== 'linux') return { ok: true, detail: 'nothing needed on this system' }
  const gaps = await findGaps(options)
  if (gaps.words.length === 0) return { ok: true, detail: 'all there' }
  const names = gaps.packages.map((spellings) => spellings.at(-1)).join(' ')
  if (findProgram('apt-get') === undefined) return refusal(gaps, `install what Debian calls ${names} with your system's package manager.`)
  const prefix = rootPrefix()
  if (prefix === undefined) return refusal(gaps, `run: sudo apt-get install --no-install-recommends ${names}`)
  reporter.progress(`installing ${gaps.packages.length} system packages with apt (missing: ${gaps.words.join(', ')})`)
  const result = await install(prefix, gaps.packages)
  const left = await findGaps(options)
  return left.words.length === 0 ? { ok: true, detail: 'installed' } : refusal(left, aptAdvice(result.output))
}
