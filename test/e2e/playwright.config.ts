import { defineConfig } from '@playwright/test'

// One file is the work of one worker, and a long one that begins last is waited for alone: these begin first.
const LONG = ['template', 'catalog', 'accessibility', 'connection*', 'coupon', 'broadcast*', 'engine-life'].map(
  (name) => `**/${name}.e2e.ts`,
)

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  projects: [
    { name: 'long', testMatch: LONG },
    { name: 'short', testIgnore: LONG },
  ],
  outputDir: '../../test-results',
  // Four apps at a time, each with data, engine and simulator of its own: most of a test is waiting. Nothing here measures time.
  workers: 4,
  fullyParallel: false,
  // A test that passes only when it is repeated has found something.
  retries: 0,
  // Limits for what hangs: on a machine at a tenth of its speed nothing else comes near them. So no test sets its own.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  forbidOnly: process.env['CI'] !== undefined,
})
