import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../../test-results',
  // Three apps at a time, each with data, engine and simulator of its own: most of a test is waiting. Nothing here measures time.
  workers: 3,
  fullyParallel: false,
  // A test that passes only when it is repeated has found something.
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env['CI'] !== undefined,
})
