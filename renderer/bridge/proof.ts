type Asker = () => Promise<boolean>

const askers = new Set<Asker>()

/** Asks a person to prove who sits here when an act wants it; the asker answers whether they did. Returns how to stop. */
export function onProofNeeded(asker: Asker): () => void {
  askers.add(asker)
  return () => void askers.delete(asker)
}

/** Whether somebody proved who they are; false where nobody can ask. */
export const askForProof = async (): Promise<boolean> => {
  const [asker] = askers
  return asker === undefined ? false : asker()
}
