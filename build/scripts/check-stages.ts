// The stages of `npm run check`: each is one program whose exit code decides. Order is the order of the report.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './prepare/paths.mjs'

/** One check: a title, and a program of the packages or of this project with its arguments. */
export type Stage = {
  readonly title: string
  readonly script: string
  readonly parameters: readonly string[]
  readonly counts?: true
  /** What its environment has beside that of the check. */
  readonly env?: Readonly<Record<string, string>>
}

const rooms = ['contract', 'engine', 'main', 'preload', 'renderer', 'simulator', 'build', 'test']

/** A room without a source file is not there yet; the compiler would complain about nothing to do. */
const hasSources = (room: string): boolean => {
  const folder = join(projectFolder, room)
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => /\.tsx?$/.test(String(name)))
}

/** Every stage of the check, in the order in which they start. */
export const checkStages = (): readonly Stage[] => [
  // First, because it takes longest: the others run beside it.
  { title: 'Unit tests', script: 'build/scripts/run-vitest.ts', parameters: ['unit'], counts: true },
  { title: 'Format', script: 'node_modules/oxfmt/bin/oxfmt', parameters: ['--check', '.'] },
  // One reading of all rooms for both, each file by the settings of its own room: the compiler room by room would read most files
  // three times. That this finds what the compiler finds is proved in build/checks/types.test.ts.
  {
    title: 'Lint and types',
    script: 'node_modules/oxlint/bin/oxlint',
    parameters: ['--type-aware', '--type-check', '--quiet', '.'],
    // A third of its processor time went into tidying a memory that only grows until it ends; without a limit it takes 7 GB.
    env: { GOGC: '400', GOMEMLIMIT: '4GiB' },
  },
  { title: 'Dependency rules', script: 'build/checks/run-dependency-rules.ts', parameters: rooms.filter(hasSources) },
  { title: 'Unused files, exports and packages', script: 'node_modules/knip/bin/knip.js', parameters: ['--no-progress'] },
  { title: 'Duplicate code', script: 'build/checks/run-duplicates.ts', parameters: [] },
  { title: 'Message files', script: 'build/checks/messages/run.ts', parameters: [] },
  { title: 'Proofs of the promises', script: 'build/checks/proofs/run.ts', parameters: [] },
]
