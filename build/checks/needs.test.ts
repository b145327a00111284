import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { calls, type CallName } from '#contract/ipc/index.ts'

const sources = globSync('renderer/**/*.{ts,tsx}', { cwd: join(import.meta.dirname, '../..') })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(join(import.meta.dirname, '../..', path), 'utf8') }))

const isCall = (name: string): name is CallName => Object.hasOwn(calls, name)
const quoted = (text: string): string[] => [...text.matchAll(/'([a-z]\w+\.\w+)'/gu)].map((match) => match[1] ?? '')

/** Calls for which a role is needed, as screens make them. */
const made = sources.flatMap(({ path, text }) =>
  [...text.matchAll(/\b(?:useMutationCall|useCall|usePages|usePagesBy|call|useFileTaking)\(\s*'([^']+)'/gu)].flatMap(([, name = '']) =>
    isCall(name) && calls[name].role !== 'viewer' ? [{ path, name }] : [],
  ),
)

/** Calls that controls are said to need. */
const needed = new Set(
  sources.flatMap(({ text }) =>
    [...text.matchAll(/(?:\bneeds=(?:\{[^}]*\}|"[^"]*")|\bneeds: [^\n]*|\b(?:may|useMay\(\))\([^)]*\))/gu)].flatMap(([match]) =>
      quoted(match.replaceAll('"', "'")),
    ),
  ),
)

it('what a role is needed for is left out, or at rest, for whoever may not do it', () => {
  expect(made.length).toBeGreaterThan(150)
  expect([...new Set(made.filter(({ name }) => !needed.has(name)).map(({ path, name }) => `${name} in ${path}`))]).toEqual([])
})
