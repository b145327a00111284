import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{contract,engine,main,preload,renderer,simulator,build}/**/*.test.{ts,tsx}', 'test/contract/**/*.test.ts'],
    pool: 'forks',
    testTimeout: 20_000,
  },
})
