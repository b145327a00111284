// Looks for copied code in everything that ships and everything that builds it; tests may repeat themselves to stay readable.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../scripts/prepare/paths.mjs'
import { findDuplicates } from './find-duplicates.ts'

// About 12 lines. Below that, two places that look alike are often two different thoughts.
const LEAST_TOKENS = 100

const paths = globSync('{contract,engine,main,preload,renderer,simulator,build}/**/*.{ts,tsx,mjs}', { cwd: projectFolder })
  .filter((path) => !/\.test\.tsx?$/.test(path))
  .toSorted()
const duplicates = findDuplicates(
  paths.map((path) => [path, readFileSync(join(projectFolder, path), 'utf8')] as const),
  LEAST_TOKENS,
)
for (const { tokens, first, second } of duplicates) {
  console.error(`${first.file}:${first.fromLine}-${first.toLine} and ${second.file}:${second.fromLine}-${second.toLine} are the same (${tokens} words)`)
}
console.log(`${paths.length} files read, ${duplicates.length} duplicates`)
process.exitCode = paths.length > 0 && duplicates.length === 0 ? 0 : 1
