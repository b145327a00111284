import type { World } from '../../behaviour/world.ts'
import type { Area, Route } from './area.ts'

/** What a path led to. */
export type Found =
  | { readonly route: Route; readonly ids: Readonly<Record<string, string>> }
  /** No route; whether the first part at least names an object that exists. */
  | { readonly route: null; readonly isKnownObject: boolean }

/** Finds the route for a path among all areas. */
export type Router = (world: World, method: string, path: Path) => Found

/** A path in parts, without its version. */
export type Path = { readonly parts: readonly string[]; readonly isVersioned: boolean }

type Compiled = { readonly route: Route; readonly pattern: readonly string[] }

/** Puts the areas together. The first route that fits wins; kinds of all areas are known to all. */
export function createRouter(areas: readonly Area[]): Router {
  const kinds = new Map(areas.flatMap((area) => Object.entries(area.kinds ?? {})))
  const byLength = new Map<string, Compiled[]>()
  for (const route of areas.flatMap((area) => area.routes)) {
    const pattern = route.path.replace(/^\//, '').split('/')
    const key = keyOf(route.method, { parts: pattern, isVersioned: !route.path.startsWith('/') })
    byLength.set(key, [...(byLength.get(key) ?? []), { route, pattern }])
  }
  return (world, method, path) => {
    for (const { route, pattern } of byLength.get(keyOf(method, path)) ?? []) {
      const ids = matchPath(pattern, path.parts, (kind, id) => kinds.get(kind)?.(world, id) ?? true)
      if (ids !== null) return { route, ids }
    }
    const first = path.parts[0] ?? ''
    return { route: null, isKnownObject: [...kinds.values()].some((find) => find(world, first)) }
  }
}

function keyOf(method: string, path: Path): string {
  return `${method} ${path.isVersioned ? 'v' : '-'} ${path.parts.length}`
}

function matchPath(
  pattern: readonly string[],
  parts: readonly string[],
  isOfKind: (kind: string, id: string) => boolean,
): Readonly<Record<string, string>> | null {
  const ids: Record<string, string> = {}
  for (const [index, wanted] of pattern.entries()) {
    const part = parts[index] ?? ''
    const name = /^\{(.+)\}$/.exec(wanted)?.[1]
    if (name === undefined && wanted !== part) return null
    if (name === undefined) continue
    if (!isOfKind(name, part)) return null
    ids[name] = part
  }
  return ids
}
