/** What may be logged: ids, codes, counts and times. Never names, numbers, texts, keys or whole error objects. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>

export type Logger = {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  /** Writes the class and the stack positions of `cause`, never its message: messages may carry keys or texts. */
  error(event: string, cause?: unknown, fields?: LogFields): void
}

/** Swallows everything; for tests and for tools that print only results. */
export const silentLogger: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined }
