/** A node as Meta answered it, or null where it was never read. */
type Node = Readonly<Record<string, unknown>> | null

/** A text of a node; null where Meta did not tell, or told something else. */
export function textAt(node: Node, field: string): string | null {
  const value = node?.[field]
  return typeof value === 'string' && value !== '' ? value : null
}

/** A yes or no of a node; null where Meta did not tell. */
export function flagAt(node: Node, field: string): boolean | null {
  const value = node?.[field]
  return typeof value === 'boolean' ? value : null
}
