/** What the clipboard is to secrets that are copied. Newer systems answer later, older Electrons at once. */
export type SecretCopyParts = {
  readonly clipboard: {
    readText(): Promise<string> | string
    writeText(text: string): Promise<void> | void
    clear(): void
  }
  readonly after: (delayMs: number, work: () => void) => () => void
}

/** How long a copied code may lie in the clipboard (SECURITY S-14). */
const KEEP_MS = 60_000

/** Copies secrets and takes them away again after a minute, unless something else was copied meanwhile. */
export function createSecretCopy({ clipboard, after }: SecretCopyParts): (secret: string) => Promise<void> {
  let forget = (): void => undefined
  const clear = async (secret: string): Promise<void> => {
    if ((await clipboard.readText()) === secret) clipboard.clear()
  }
  return async (secret) => {
    forget()
    await clipboard.writeText(secret)
    forget = after(KEEP_MS, () => void clear(secret))
  }
}
