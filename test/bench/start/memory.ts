import { readdirSync, readFileSync } from 'node:fs'

const parentOf = (processId: string): string | undefined => {
  try {
    // The name in brackets may hold spaces; the parent is the second field after it.
    return readFileSync(`/proc/${processId}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]
  } catch {
    // It ended while we looked.
    return undefined
  }
}

const pssOf = (processId: string): number => {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${processId}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/**
 * Memory of a program with everything that it started, in megabytes. Shared pages are counted once, divided among those who share
 * them (PSS); resident size would count them again for every process.
 */
export const memoryOfTree = (rootProcessId: number): number => {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [name, parentOf(name)] as const)
  const tree = new Set([String(rootProcessId)])
  for (let before = 0; before !== tree.size;) {
    before = tree.size
    for (const [name, parent] of parents) if (parent !== undefined && tree.has(parent)) tree.add(name)
  }
  return [...tree].reduce((sum, processId) => sum + pssOf(processId), 0)
}
