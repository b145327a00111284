import { defineConfig } from 'vitest/config'

// Style sheets are emptied in tests, except where a test reads one as text (?raw).
// Three at a time also on two cores: tests over HTTP wait as much as they work. Files share a process, which halves the
// processor time: no file keeps anything in its modules (house style), so none can disturb the next.
const common = {
  pool: 'forks' as const,
  isolate: false,
  // Many times what a test takes on two slow cores with others at work: only one that hangs reaches it.
  testTimeout: 240_000,
  hookTimeout: 240_000,
  css: { include: /\.css\?raw/ },
  setupFiles: ['test/support/fixed-seed.ts'],
}

// Each costs as much processor time as hundreds of others, because it kills what it started again and again, fills a disk or reads
// every page: not for each commit.
const dear = ['engine/**/killed.test.ts', 'engine/privacy/full-disk.test.ts', 'engine/privacy/erase/traces.test.ts']

// Programs are started and killed in these: only what hangs comes near.
const patient = { testTimeout: 300_000, hookTimeout: 300_000 }

export default defineConfig({
  test: {
    maxWorkers: 3,
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: ['{contract,engine,main,preload,renderer,simulator,build}/**/*.test.{ts,tsx}'],
          exclude: dear,
        },
      },
      { test: { ...common, name: 'contract', include: ['test/contract/**/*.test.ts', ...dear], ...patient } },
    ],
  },
})
