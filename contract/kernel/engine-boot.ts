import { z } from 'zod'

/**
 * What an engine must know before it starts. Main sends it as the first message, `{ boot: … }`; a person or a script gives
 * the same as arguments (docs/COMMAND_LINE.md). Holds no secret: the engine gets those from the keychain by itself.
 */
export const EngineBoot = z.strictObject({
  /** Absolute path of the vault's folder; need not be there yet. */
  vault: z.string().min(1),
  /** Where Meta's interface is to be found when a connection does not say; a simulator or a provider. */
  graphUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Port of the receiver for Meta's events on this computer; 0 lets the system choose. */
  webhookPort: z.number().int().min(0).max(65_535).optional(),
  /** False on computers that must not use a keychain: then a passphrase is asked for. */
  keychain: z.boolean().default(true),
  /** Absolute path of the log file; none, nothing is logged. */
  logFile: z.string().min(1).optional(),
  /** Checks the engine's own answers against the contract as well. */
  checkOutputs: z.boolean().default(false),
})
export type EngineBoot = z.infer<typeof EngineBoot>

/** The first message to a new engine process. */
export const BootFrame = z.strictObject({ boot: EngineBoot })
