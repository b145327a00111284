import type { Proof } from './find-proofs.ts'
import type { SafetyPromise } from './promises.ts'

/** What is wrong between promises and proofs: one line each; empty when all is well. */
export function faultsOf(promises: readonly SafetyPromise[], proofs: readonly Proof[]): string[] {
  const known = new Map(promises.map((promise) => [promise.id, promise]))
  const proven = new Set(proofs.map(({ id }) => id))
  const groupsInUse = new Set(promises.map(({ id }) => id.slice(0, 2)))
  return [
    ...promises.filter(({ id, cannot }) => cannot === undefined && !proven.has(id)).map(({ id, holds }) => `${id} has no test: ${holds}`),
    ...promises
      .filter(({ id, cannot }) => cannot !== undefined && proven.has(id))
      .map(({ id }) => `${id} is called unprovable and has a test`),
    ...proofs
      .filter(({ id }) => groupsInUse.has(id.slice(0, 2)) && !known.has(id))
      .map(({ id, file }) => `${id} in ${file} is no promise that is written down`),
  ]
}

/** The page that lists each promise with its tests, or with the reason why there is none. */
export function pageOf(
  groups: readonly { readonly title: string; readonly promises: readonly SafetyPromise[] }[],
  proofs: readonly Proof[],
): string {
  const all = groups.flatMap(({ promises }) => promises)
  const unprovable = all.filter(({ cannot }) => cannot !== undefined).length
  const head = [
    '# What proves each promise',
    '',
    'Made by `node build/checks/proofs/run.ts --write` from the names of tests; `npm run check` fails when a promise has neither a test',
    'nor a reason, or when this page is out of date. Tests that are skipped do not count.',
    '',
    `${all.length} promises: ${all.length - unprovable} with tests, ${unprovable} that can't run on one laptop.`,
  ]
  return `${[...head, ...groups.flatMap((group) => ['', ...tableOf(group, proofs)])].join('\n')}\n`
}

function tableOf(group: { readonly title: string; readonly promises: readonly SafetyPromise[] }, proofs: readonly Proof[]): string[] {
  const rows = group.promises.map((promise) => `| ${promise.id} | ${promise.holds} | ${provenBy(promise, proofs)} |`)
  return [`## ${group.title}`, '', '| no. | what holds | proven by |', '|---|---|---|', ...rows]
}

function provenBy(promise: SafetyPromise, proofs: readonly Proof[]): string {
  if (promise.cannot !== undefined) return `**Not proven.** ${promise.cannot}`
  const files = [...new Set(proofs.filter(({ id }) => id === promise.id).map(({ file }) => `\`${file}\``))].toSorted()
  return [files.join(', '), promise.unproven].filter((part) => part !== undefined && part !== '').join('. Not proven: ')
}
