import { spawn } from 'node:child_process'

/**
 * Runs a program of ours in a process of its own and kills it `afterMs` after it said "begin"; null lets it end. Says whether it
 * came to its end ("done"), and how long that took.
 */
export async function runKilled(
  program: string,
  order: object,
  afterMs: number | null,
): Promise<{ readonly isDone: boolean; readonly tookMs: number }> {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(order))
  let output = ''
  let beganAt = 0
  let tookMs = 0
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString()
    if (beganAt === 0 && output.includes('begin')) {
      beganAt = performance.now()
      if (afterMs !== null) setTimeout(() => child.kill('SIGKILL'), afterMs)
    }
    if (tookMs === 0 && output.includes('done')) tookMs = performance.now() - beganAt
  })
  await new Promise((resolve) => child.on('close', resolve))
  return { isDone: output.includes('done'), tookMs }
}
