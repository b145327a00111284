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

/** One line of the log, already safe to write. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly event: string }
export type LogSink = (level: 'info' | 'warn' | 'error', line: LogLine) => void

// A field is known by the end of its name; everything else is left out, so that a new field has to be thought about.
const FIELD =
  /^(call|event|code|kind|state|count|reason|room|version|pid|level|way|market|category|outcome|attempt|tries|signal|name|port|[a-z]\w*(Id|Ids|Ms|At|Count|Code|Status|Bytes|State|Kind|Seq|PerSecond))$/
// What codes and ids look like: no spaces, no plus sign, no long run of bare digits (a phone number), no key of Meta's.
const PLAIN = /^[A-Za-z][\w.:/-]{0,99}$/
const LIKE_A_SECRET = /\d{9,}|^EAA|^sk[-_]|[0-9a-f]{32,}/i

const isPlain = (value: string): boolean => PLAIN.test(value) && (!LIKE_A_SECRET.test(value) || /^[a-z]{3}_[0-9a-z]{26}$/.test(value))

/** Keeps the fields that may be logged and marks those that may not. */
export function allowedFields(fields: LogFields): Record<string, string | number | boolean | null> {
  const kept: Record<string, string | number | boolean | null> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (!FIELD.test(name)) kept[name.slice(0, 40)] = '[left out]'
    else kept[name] = typeof value === 'string' && !isPlain(value) ? '[left out]' : value
  }
  return kept
}

const codeOf = (cause: Error): string | undefined => {
  const code: unknown = 'code' in cause ? cause.code : undefined
  return typeof code === 'string' && isPlain(code) ? code : undefined
}

/** Where an error came from, without what it says: class, code, and stack positions, causes included. */
export function errorFacts(cause: unknown, depth = 0): Readonly<Record<string, unknown>> {
  if (!(cause instanceof Error)) return { class: typeof cause }
  const stack = cause.stack ?? ''
  // The message stands before the positions and may hold anything, lines that look like positions too.
  const positions = stack.slice(stack.indexOf(cause.message) + cause.message.length).match(/^ {4}at .+$/gm) ?? []
  const code = codeOf(cause)
  return {
    class: cause.constructor.name,
    ...(code === undefined ? {} : { code }),
    at: positions.slice(0, 12).map((line) => line.trim().replace(/\(?(file:\/\/)?\/.*\/(engine|contract|node_modules)\//, '($2/')),
    ...(cause.cause === undefined || depth >= 3 ? {} : { cause: errorFacts(cause.cause, depth + 1) }),
  }
}

/** The one logger of a process: only allowed fields, only error facts, handed to wherever lines go. */
export function createLogger(sink: LogSink): Logger {
  return {
    info: (event, fields = {}) => sink('info', { event, ...allowedFields(fields) }),
    warn: (event, fields = {}) => sink('warn', { event, ...allowedFields(fields) }),
    error: (event, cause, fields = {}) =>
      sink('error', { event, ...allowedFields(fields), ...(cause === undefined ? {} : { error: errorFacts(cause) }) }),
  }
}
