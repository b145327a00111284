/** Lets other work of the engine in between two parts of a long one. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
