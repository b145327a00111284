import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../../test-results',
  // One app at a time: two would share the cores, and their timings would say nothing.
  workers: 1,
  fullyParallel: false,
  // A test that passes only when it is repeated has found something.
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env['CI'] !== undefined,
})
