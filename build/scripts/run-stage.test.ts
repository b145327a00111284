import { readFileSync } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
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

afterEach(() => void vi.useRealTimers())

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
    // The limit passes only once the program has started what must be ended with it.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const ended = runStage(process.execPath, ['-e', program], {
      ...options,
      timeoutMs: 600_000,
      onOutput: (text) => void (output += text),
    })
    while (!output.includes('\n')) await turn()
    const inner = Number(output)
    expect([isAlive(inner), inner > 0]).toEqual([true, true])
    vi.advanceTimersByTime(600_000)
    expect(await ended).toBe(124)
    while (isAlive(inner)) await turn()
  })
})
