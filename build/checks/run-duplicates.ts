// Looks for duplicate code by the settings of .jscpd.json. A run that read no file is a failure.
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type * as Jscpd from 'jscpd'
import { projectFolder } from '../scripts/prepare/paths.mjs'

// Its entry for imports asks for a file that Node does not find.
const { detectClonesAndStatistic }: typeof Jscpd = createRequire(import.meta.url)('jscpd')

// Nearly half of its time goes into the call stacks of errors that it throws for each token that is new to it, and that nobody reads.
Error.stackTraceLimit = 0

const settings: Parameters<typeof Jscpd.detectClonesAndStatistic>[0] = JSON.parse(readFileSync(join(projectFolder, '.jscpd.json'), 'utf8'))
// Its own is the same digest by way of an object for each of some hundred thousand texts.
const hashFunction = (text: string): string => hash('md5', text)
const { clones, statistic } = await detectClonesAndStatistic({ ...settings, path: [projectFolder], hashFunction })
if (statistic.total.sources === 0) console.error('No file was read, so nothing was checked.')
console.log(`${statistic.total.sources} files read, ${clones.length} duplicates`)
process.exitCode = statistic.total.sources > 0 && clones.length === 0 ? 0 : 1
