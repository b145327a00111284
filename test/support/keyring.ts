import { createShutdown } from '../../build/scripts/prepare/background.mjs'
import { startThrowAwayKeyring } from '../../build/scripts/prepare/throw-away-keyring.mjs'

/** A session bus with an unlocked Secret Service in a home of its own. */
export type Keyring = { readonly env: Readonly<Record<string, string>>; stop(): Promise<void> }

/** Starts a throw-away keyring; answers why not where the system has none to start. */
export async function startKeyring(): Promise<Keyring | { readonly missing: string }> {
  const shutdown = createShutdown()
  const started = await startThrowAwayKeyring(shutdown)
  if (started.ok) return { env: started.env, stop: () => shutdown.run() }
  await shutdown.run()
  return { missing: started.reason }
}
