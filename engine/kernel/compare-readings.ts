/** How many entries came, changed and went between two readings. */
export function compareReadings(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): { added: number; changed: number; removed: number } {
  const [old, fresh] = [[...before.keys()], [...after.keys()]]
  const kept = fresh.filter((id) => before.has(id))
  return {
    added: fresh.length - kept.length,
    changed: kept.filter((id) => before.get(id) !== after.get(id)).length,
    removed: old.length - kept.length,
  }
}
