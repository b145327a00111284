import { existsSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { SPEC_FILE } from '../spec/published-spec.ts'
import { clientCalls } from './client-operations.ts'
import { countCoverage } from './coverage/count.ts'
import { describeRun } from './report.ts'
import { runContract, type RunFindings } from './run.ts'
import { causes, notCaused } from './simulator/causes.ts'
import { notDriven } from './simulator/drives.ts'
import { openPlayed } from './simulator/played.ts'

const size = { random: 0, seed: 1 }
let found: RunFindings
beforeAll(async () => {
  found = await runContract(size)
}, 300_000)

describe('Meta’s contract', () => {
  it('is covered as the tables say, and the client does nothing that stands in no table', () => {
    expect(countCoverage(found).flatMap(({ violations }) => violations)).toEqual([])
  })

  it('is kept by client, simulator and webhooks', () => {
    expect(found.violations).toEqual([])
  })

  it('has every call of the client on the wire', () => {
    expect(clientCalls.map(({ name }) => name).filter((name) => !found.operations.has(name))).toEqual([])
  })

  it('has every call of the client answered by the simulator, but for those with a reason', () => {
    const undriven = clientCalls.map(({ name }) => name).filter((name) => !found.driven.includes(name))
    expect(undriven.toSorted()).toEqual(Object.keys(notDriven).toSorted())
  })

  it('has every event of the simulator caused, but for those with a reason', async () => {
    const played = await openPlayed()
    const { events } = await played.control('events')
    await played.close()
    expect([...new Set([...causes.map(([event]) => event), ...Object.keys(notCaused)])].toSorted()).toEqual(
      Object.keys(events as object).toSorted(),
    )
  })

  it('is reported with its figures', () => {
    const report = describeRun(found, size)
    expect(report.lines.at(-1)).toBe('0 violations')
    expect(report.figures).toMatchObject({ violations: 0, coverage: { operations: { covered: 95 } } })
  })
})

describe.skipIf(!existsSync(SPEC_FILE))('Meta’s published spec', () => {
  it('is fitted by every request, message, answer and webhook, but for the written exceptions', () => {
    expect(found.verdict?.violations).toEqual([])
  })

  it('still makes every written exception necessary', () => {
    expect(found.verdict?.unused).toEqual([])
  })
})
