import { z } from 'zod'
import type { Secrets } from '../kernel/index.ts'

/** The secrets of one connection. */
export type Keys = {
  readonly token: string
  readonly appSecret: string | null
  /** The secret before this one, while Meta may still sign with it. */
  readonly earlierAppSecret: { readonly secret: string; readonly until: number } | null
}

/** Names carry the connection's id, so that a half-done change never mixes the key of one with the row of another. */
const nameOf = (connectionId: string) => `connection.${connectionId}`

const keysSchema = z.object({
  token: z.string(),
  appSecret: z.string().nullable(),
  earlierAppSecret: z.object({ secret: z.string(), until: z.number() }).nullable(),
})

export async function readKeys(secrets: Secrets, connectionId: string): Promise<Keys | null> {
  const text = await secrets.get(nameOf(connectionId))
  const parsed = keysSchema.safeParse(text === null ? null : JSON.parse(text))
  return parsed.success ? parsed.data : null
}

export const saveKeys = (secrets: Secrets, connectionId: string, keys: Keys): Promise<void> =>
  secrets.set(nameOf(connectionId), JSON.stringify(keys))

export const removeKeys = (secrets: Secrets, connectionId: string): Promise<void> => secrets.remove(nameOf(connectionId))

/** The key and app secret of the wizard, under a name of their own until they become a connection. */
export type SetupKeys = Pick<Keys, 'token' | 'appSecret'>

const SETUP_NAME = 'connection.setup'
const setupKeysSchema = keysSchema.pick({ token: true, appSecret: true })

export async function readSetupKeys(secrets: Secrets): Promise<SetupKeys | null> {
  const text = await secrets.get(SETUP_NAME)
  const parsed = setupKeysSchema.safeParse(text === null ? null : JSON.parse(text))
  return parsed.success ? parsed.data : null
}

export const saveSetupKeys = (secrets: Secrets, keys: SetupKeys): Promise<void> => secrets.set(SETUP_NAME, JSON.stringify(keys))

export const removeSetupKeys = (secrets: Secrets): Promise<void> => secrets.remove(SETUP_NAME)
