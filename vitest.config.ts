import { defineConfig } from 'vitest/config'

// Style sheets are emptied in tests, except where a test reads one as text (?raw).
// Two at a time also on two cores: tests with a simulator wait more than they work. Files share a process, which halves the
// processor time: no file keeps anything in its modules (house style), so none can disturb the next.
const common = {
  pool: 'forks' as const,
  isolate: false,
  testTimeout: 20_000,
  css: { include: /\.css\?raw/ },
  setupFiles: ['test/support/fixed-seed.ts'],
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { ...common, name: 'unit', include: ['{contract,engine,main,preload,renderer,simulator,build}/**/*.test.{ts,tsx}'] } },
      { test: { ...common, name: 'contract', include: ['test/contract/**/*.test.ts'], testTimeout: 60_000 } },
    ],
  },
})
