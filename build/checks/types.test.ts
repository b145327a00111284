import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { checkStages } from '../scripts/check-stages.ts'
import { projectFolder } from '../scripts/prepare/paths.mjs'

const rooms = ['contract', 'engine', 'main', 'preload', 'renderer', 'simulator', 'build', 'test']
const settings = ['tsconfig.base.json', '.oxlintrc.json', ...rooms.map((room) => `${room}/tsconfig.json`)]

/** One file for each room and kind of error; each breaks a type, a setting of the compiler or the border of its room. */
const planted: readonly (readonly [file: string, code: string, text: string])[] = [
  ['contract/bad.ts', 'TS2591', 'export const id: number = process.pid\n'],
  ['engine/bad.ts', 'TS2584', 'export const title: string = document.title\n'],
  ['engine/worse.ts', 'TS2307', "import { gone } from './nowhere.ts'\nexport const kept = gone\n"],
  ['main/bad.ts', 'TS2322', 'export const name: string = 1\n'],
  ['preload/bad.ts', 'TS6133', 'export const one = (left: number, _other: number) => {\n  let forgotten: number\n  return left\n}\n'],
  ['renderer/bad.tsx', 'TS2591', 'export const Bad = () => <p>{process.pid}</p>\n'],
  ['simulator/bad.ts', 'TS1294', 'export enum Kind {\n  text,\n}\n'],
  ['build/bad.mjs', 'TS2322', "/** @type {number} */\nexport const count = 'one'\n"],
  ['test/bad.ts', 'TS2375', 'export const given: { readonly place?: number } = { place: undefined }\n'],
  ['test/worse.ts', 'TS2322', 'export const first = (list: readonly number[]): number => list[0]\n'],
]

/** Reads a house of these files with the stage of the check itself. */
function read(files: readonly (readonly [file: string, text: string])[]): { code: number | null; output: string } {
  const house = mkdtempSync(join(tmpdir(), 'shopbell-types-'))
  onTestFinished(() => rmSync(house, { recursive: true, force: true }))
  for (const file of [...settings, ...files.map(([name]) => name)]) mkdirSync(dirname(join(house, file)), { recursive: true })
  for (const file of settings) copyFileSync(join(projectFolder, file), join(house, file))
  for (const [file, text] of files) writeFileSync(join(house, file), text)
  symlinkSync(join(projectFolder, 'node_modules'), join(house, 'node_modules'))
  const stage = checkStages().find(({ title }) => title === 'Lint and types')
  const program = join(projectFolder, stage?.script ?? '')
  const { status, stdout } = spawnSync(process.execPath, [program, ...(stage?.parameters ?? []), '--format=unix'], {
    cwd: house,
    encoding: 'utf8',
  })
  return { code: status, output: stdout }
}

it('finds in each room what the compiler refuses there, by the settings of that room', () => {
  const { code, output } = read(planted.map(([file, , text]) => [file, text]))
  expect(code).toBe(1)
  const missed = planted.filter(([file, error]) => !output.split('\n').some((line) => line.startsWith(`${file}:`) && line.includes(error)))
  expect(missed.map(([file, error]) => `${file} ${error}`)).toEqual([])
})

it('finds nothing in rooms that are right', () => {
  const { code, output } = read(rooms.map((room) => [`${room}/good.ts`, 'export const count: number = 1\n']))
  expect(output).not.toMatch(/error|warning/i)
  expect(code).toBe(0)
})
