import { defineConfig } from 'vitest/config'

const common = { pool: 'forks', testTimeout: 20_000 } as const

export default defineConfig({
  test: {
    projects: [
      { test: { ...common, name: 'unit', include: ['{contract,engine,main,preload,renderer,simulator,build}/**/*.test.{ts,tsx}'] } },
      { test: { ...common, name: 'contract', include: ['test/contract/**/*.test.ts'], testTimeout: 60_000 } },
    ],
  },
})
