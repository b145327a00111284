/** Tells every listener of an end, also one that comes after it: waiting for something that has happened would never stop. */
export const rememberEnd = (): { ended: (code: number | null) => void; onExit: (listener: (code: number | null) => void) => void } => {
  const listeners = new Set<(code: number | null) => void>()
  let end: { readonly code: number | null } | undefined
  return {
    ended: (code) => {
      if (end !== undefined) return
      end = { code }
      for (const listener of listeners) listener(code)
      listeners.clear()
    },
    onExit: (listener) => {
      if (end === undefined) listeners.add(listener)
      else listener(end.code)
    },
  }
}
