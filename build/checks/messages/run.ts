// Compares the message files of all languages, and looks for messages that nothing uses.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../scripts/prepare/paths.mjs'
import { compareMessages } from './compare-messages.ts'
import { readMessageGroups } from './message-files.ts'
import { collectAsked, findUnusedMessages } from './used-messages.ts'

const sourcesOf = (folder: string): readonly string[] =>
  globSync(`${folder}/**/*.{ts,tsx}`, { cwd: projectFolder })
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .map((path) => readFileSync(join(projectFolder, path), 'utf8'))

const groups = readMessageGroups(projectFolder)
const asked = new Map([...new Set(groups.map(({ usedIn }) => usedIn))].map((folder) => [folder, collectAsked(sourcesOf(folder))]))
const problems = groups.flatMap((group) => [
  ...compareMessages(group),
  ...findUnusedMessages(group, asked.get(group.usedIn) ?? collectAsked([])),
])
for (const problem of problems) console.error(problem)
const count = groups.reduce((sum, { texts }) => sum + (texts.en?.size ?? 0), 0)
console.log(`${groups.length} message files, ${count} messages, ${problems.length} problems`)
process.exitCode = count > 0 && problems.length === 0 ? 0 : 1
