// Holds the promises about safety against the names of the tests; `--write` makes docs/SECURITY_CHECKS.md anew.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../scripts/prepare/paths.mjs'
import { faultsOf, pageOf } from './compare.ts'
import { findProofs } from './find-proofs.ts'
import { groups } from './promises.ts'

const page = join(projectFolder, 'docs', 'SECURITY_CHECKS.md')
const listed = spawnSync(
  'git',
  ['ls-files', '-co', '--exclude-standard', '*.test.ts', '*.test.tsx', '*.e2e.ts', 'test/faults/**', 'test/canary/**'],
  {
    cwd: projectFolder,
    encoding: 'utf8',
  },
)
const files = listed.stdout.split('\n').filter((file) => file !== '' && existsSync(join(projectFolder, file)))
const proofs = files.flatMap((file) => findProofs(file, readFileSync(join(projectFolder, file), 'utf8')))
const promises = groups.flatMap((group) => group.promises)
const faults = faultsOf(promises, proofs)
const text = pageOf(groups, proofs)
if (process.argv.includes('--write')) writeFileSync(page, text)
else if (!existsSync(page) || readFileSync(page, 'utf8') !== text)
  faults.push('docs/SECURITY_CHECKS.md is out of date: node build/checks/proofs/run.ts --write')
if (files.length === 0) faults.push('No test was read, so nothing was checked.')
for (const fault of faults) console.error(fault)
console.log(`${promises.length} promises, ${proofs.length} tests named after them in ${files.length} files, ${faults.length} faults`)
process.exitCode = faults.length === 0 ? 0 : 1
