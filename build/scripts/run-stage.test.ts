import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { runStage } from './run-stage.mjs'

const options = { cwd: '.', env: process.env }

/** Whether a process still runs; one that has ended and waits to be collected (Z) does not. */
const isAlive = (processId: number): boolean => {
  try {
    process.kill(processId, 0)
    return process.platform !== 'linux' || !readFileSync(`/proc/${processId}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}

describe('running one stage', () => {
  it('says with which code it ended and what it printed', async () => {
    let output = ''
    const code = await runStage(process.execPath, ['-e', 'process.exitCode = 5'], { ...options, onOutput: (text) => void (output += text) })
    expect([code, output]).toEqual([5, ''])
  })

  it('has failed when a signal ended it or it is not there', async () => {
    expect(await runStage(process.execPath, ['-e', 'process.kill(process.pid, "SIGKILL")'], options)).toBe(1)
    expect(await runStage('no-such-program-anywhere', [], options)).toBe(127)
  })

  it.skipIf(process.platform === 'win32')('is ended with everything that it started when it takes too long', async () => {
    let output = ''
    const program =
      "const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']); console.log(c.pid); setInterval(() => 0, 1000)"
    const code = await runStage(process.execPath, ['-e', program], {
      ...options,
      timeoutMs: 1_500,
      onOutput: (text) => void (output += text),
    })
    const inner = Number(output)
    expect([code, inner > 0]).toEqual([124, true])
    await expect.poll(() => isAlive(inner)).toBe(false)
  })
})
