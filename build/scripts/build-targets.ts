// What is built from which room, and how. Five programs, five targets; nothing here runs anything.
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import localesPlugin from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import type { InlineConfig, Plugin } from 'vite'

/** One program of the app: its entry, and the settings that turn it into files under `out/`. */
export type BuildTarget = { readonly name: string; readonly entry: string; readonly config: InlineConfig }

// Native packages find their own files beside themselves, so they stay packages.
const nativePackages = ['better-sqlite3-multiple-ciphers', '@napi-rs/keyring']
const external = ['electron', ...nativePackages, ...builtinModules, /^node:/]

// The words inside React Aria (for screen readers) exist in 30 languages; the app speaks three.
const screenReaderLocales = ['en-US', 'zh-TW', 'zh-CN']

/** A program for Node or for Electron's main process: one folder of modules, packages bundled in. */
const nodeProgram = (projectFolder: string, room: string, entries: Readonly<Record<string, string>>): InlineConfig => ({
  configFile: false,
  root: projectFolder,
  logLevel: 'warn',
  ssr: { noExternal: true, external: nativePackages },
  build: {
    ssr: true,
    outDir: join(projectFolder, 'out', room),
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    sourcemap: false,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(projectFolder, path)])),
      external,
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})

/** A sandboxed preload can't load modules or further files: one CommonJS file. */
const preload = (projectFolder: string, entry: string): InlineConfig => ({
  configFile: false,
  root: projectFolder,
  logLevel: 'warn',
  build: {
    lib: { entry: join(projectFolder, entry), formats: ['cjs'], fileName: () => 'main-window.cjs' },
    outDir: join(projectFolder, 'out', 'preload'),
    emptyOutDir: true,
    target: 'chrome130',
    minify: false,
    rolldownOptions: { external: ['electron'] },
  },
})

/**
 * React Aria empties its live regions with `innerHTML = ''`. A page with trusted types refuses that, and a number that is changed
 * twice by keys would take the whole window away; the same is done without markup.
 */
const emptyRegionsWithoutMarkup: Plugin = {
  name: 'empty-regions-without-markup',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('/dist/private/live-announcer/LiveAnnouncer')) return null
    const safe = code.replaceAll("innerHTML = ''", 'replaceChildren()')
    if (safe === code) throw new Error('React Aria empties its live regions in another way; look whether it needs trusted types')
    return { code: safe, map: null }
  },
}

const renderer = (projectFolder: string): InlineConfig => ({
  configFile: false,
  root: join(projectFolder, 'renderer'),
  base: './',
  logLevel: 'warn',
  plugins: [react(), emptyRegionsWithoutMarkup, { ...localesPlugin.vite({ locales: screenReaderLocales }), enforce: 'pre' }],
  build: {
    outDir: join(projectFolder, 'out', 'renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    // Everything comes from the disk: inlined pictures would need a wider content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2_000,
  },
})

/** Threads of the engine begin in files of their own, beside its bundle. */
const engineThreads = { 'reader-thread': 'engine/table-file/workbook/reader-thread.ts' } as const

/**
 * All targets, in the order in which they are reported.
 * @param projectFolder absolute path of the project
 */
export const buildTargets = (projectFolder: string): readonly BuildTarget[] => [
  { name: 'main', entry: 'main/index.ts', config: nodeProgram(projectFolder, 'main', { index: 'main/index.ts' }) },
  { name: 'preload', entry: 'preload/main-window.ts', config: preload(projectFolder, 'preload/main-window.ts') },
  {
    name: 'engine',
    entry: 'engine/host/process.ts',
    config: nodeProgram(projectFolder, 'engine', { process: 'engine/host/process.ts', ...engineThreads }),
  },
  { name: 'simulator', entry: 'simulator/main.ts', config: nodeProgram(projectFolder, 'simulator', { main: 'simulator/main.ts' }) },
  { name: 'renderer', entry: 'renderer/index.html', config: renderer(projectFolder) },
]

/**
 * The engine's command line as one file, for tests that start engines by the dozen: it starts in an eighth of the time that its
 * sources take. The app has no such file.
 * @param folder where it goes, as `command-line.js`; inside the project, where its native packages are found
 */
export const commandLineTarget = (projectFolder: string, folder: string): BuildTarget => {
  const entry = 'engine/host/command-line.ts'
  const config = nodeProgram(projectFolder, 'engine', { 'command-line': entry, ...engineThreads })
  return { name: 'command-line', entry, config: { ...config, build: { ...config.build, outDir: folder } } }
}

/**
 * The simulator as one file, for the same tests and the same reason; built apart from the app's, which another stage makes anew.
 * @param folder where it goes, as `main.js`
 */
export const simulatorTarget = (projectFolder: string, folder: string): BuildTarget => {
  const entry = 'simulator/main.ts'
  const config = nodeProgram(projectFolder, 'simulator', { main: entry })
  return { name: 'simulator', entry, config: { ...config, build: { ...config.build, outDir: folder } } }
}
