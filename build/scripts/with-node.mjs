// Runs a TypeScript program of this project in the newer Node:  node build/scripts/with-node.mjs ENTRY [ARGUMENT ...]
// Standard input, standard output, exit code and signals pass straight through, so a program's output can be piped.
// Everything this script itself has to say goes to standard error.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join, resolve } from 'node:path'
import { environmentFor } from './prepare/index.mjs'
import { prepareNewerNode } from './prepare/newer-node.mjs'
import { packagesNeeded, preparePackages } from './prepare/packages.mjs'
import { projectFolder } from './prepare/paths.mjs'
import { createReporter, runStep } from './prepare/report.mjs'

const reporter = createReporter(process.stderr)

/** @param {string} message */
const fail = (message) => {
  reporter.say(message)
  process.exit(1)
}

/** @returns {Promise<string>} */
const findNode = async () => {
  if (packagesNeeded(projectFolder) !== undefined) {
    const packages = await runStep(reporter, 'Packages', () => preparePackages(reporter))
    if (!packages.ok) process.exit(1)
  }
  const node = await prepareNewerNode()
  return node.ok ? node.executable : fail(`${node.reason}\n${node.advice}`)
}

/** @param {string} node @param {readonly string[]} parameters */
const runThrough = (node, parameters) => {
  const child = spawn(node, [...parameters], { stdio: 'inherit', env: environmentFor(node) })
  // The terminal sends Ctrl+C to the program as well; it decides when to end, and this script waits for it.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => void child.kill(signal))
  child.on('error', (error) => fail(error.message))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal === null ? 1 : constants.signals[signal])))
}

const [entry, ...parameters] = process.argv.slice(2)
if (entry === undefined) fail('Say which program to run: node build/scripts/with-node.mjs ENTRY [ARGUMENT ...]')
else {
  // Paths in the arguments belong to the folder the person is in (npm moves to the project's folder and keeps the other in INIT_CWD).
  const path = resolve(projectFolder, entry)
  if (!existsSync(join(path))) fail(`${entry} is not there in this copy of the project.`)
  runThrough(await findNode(), [path, ...parameters])
}
