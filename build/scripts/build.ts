// npm run build: builds the programs of the app into out/. With names as arguments, only those.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { build } from 'vite'
import { buildTargets, type BuildTarget } from './build-targets.ts'
import { projectFolder } from './prepare/paths.mjs'

/** Builds one program; says why not instead of throwing, so that the others are still built. */
const buildOne = async (target: BuildTarget): Promise<string | undefined> => {
  if (!existsSync(join(projectFolder, target.entry))) return `${target.name} cannot be built: ${target.entry} is missing`
  try {
    await build(target.config)
    return undefined
  } catch (error) {
    return `${target.name} could not be built: ${error instanceof Error ? error.message : String(error)}`
  }
}

const wanted = process.argv.slice(2)
const targets = buildTargets(projectFolder).filter((target) => wanted.length === 0 || wanted.includes(target.name))
const startedAt = performance.now()
process.env['NODE_ENV'] = 'production'
const problems = (await Promise.all(targets.map(buildOne))).filter((problem) => problem !== undefined)
for (const problem of problems) console.error(`  ✗ ${problem}`)
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
console.log(`Built ${targets.length - problems.length} of ${targets.length} programs in ${seconds} s`)
process.exitCode = problems.length === 0 ? 0 : 1
