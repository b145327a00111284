import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openStore, sql } from '../../engine/store/index.ts'
import { migrations } from '../../engine/store/migrations/index.ts'
import { runKilled } from './killed-child.ts'

const child = new URL('migration-child.ts', import.meta.url).pathname
const key = 'c3'.repeat(32)

/** What became of a file whose step of the schema was taken by processes that were killed. */
export type MigrationKills = {
  readonly step: number
  readonly before: number
  readonly after: number
  readonly problems: readonly string[]
}

/** A file as the Shopbell before the step left it, with rows of each table that is there from the beginning. */
function fileBefore(path: string, step: number): void {
  const store = openStore({ file: path, key, steps: migrations.filter(({ number }) => number < step) })
  store.write((db) => {
    for (let index = 0; index < 300; index += 1)
      db.run(sql`insert into vault_fact (name, value) values (${`kept ${index}`}, ${'x'.repeat(400)})`)
  })
  store.close()
}

function lookInto(file: string, step: number): { readonly version: number; readonly problem: string | null } {
  const steps = migrations.filter(({ number }) => number <= step)
  const store = openStore({ file, key, steps })
  const version = store.read.get<{ user_version: number }>(sql`pragma user_version`)?.user_version ?? 0
  const kept = store.read.get<{ n: number }>(sql`select count(*) as n from vault_fact where name like 'kept %'`)?.n
  const check = store.read.get<{ integrity_check: string }>(sql`pragma integrity_check`)?.integrity_check
  store.close()
  return { version, problem: kept === 300 && check === 'ok' && version === step ? null : `version ${version}, ${kept} rows, ${check}` }
}

/** Kills one step of the schema inside it, and then at instants spread over its time; each time the next opening ends it with every row. */
export async function killMigration(folder: string, step: number, kills: number): Promise<MigrationKills> {
  const pattern = join(folder, `before-${step}.db`)
  fileBefore(pattern, step)
  const file = join(folder, 'vault.db')
  const prepare = () => {
    for (const part of ['', '-wal', '-shm', '.mark']) rmSync(`${file}${part}`, { force: true })
    copyFileSync(pattern, file)
  }
  prepare()
  const { tookMs } = await runKilled(child, { file, key, step, diesInside: false }, null)
  const problems: string[] = []
  const outcomes = { before: 0, after: 0 }
  for (let kill = 0; kill < kills; kill += 1) {
    prepare()
    const { isDone } = await runKilled(
      child,
      { file, key, step, diesInside: kill === 0 },
      kill === 0 ? null : (tookMs * (kill - 1)) / Math.max(1, kills - 2),
    )
    outcomes[isDone ? 'after' : 'before'] += 1
    const { problem } = lookInto(file, step)
    if (problem !== null) problems.push(`kill ${kill + 1}: ${problem}`)
  }
  return { step, ...outcomes, problems }
}
