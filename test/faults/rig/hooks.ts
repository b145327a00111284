/**
 * Words for Node that load one of the hooks before the engine. What it is told stands in its address, because the engine
 * starts itself anew without foreign variables where one of them would weaken it.
 */
export function hook(
  name: 'kill-at' | 'move-clock' | 'forgetful-disk',
  facts: Readonly<Record<string, string | number>> = {},
): readonly string[] {
  const url = new URL(`../hooks/${name}.ts`, import.meta.url)
  for (const [key, value] of Object.entries(facts)) url.searchParams.set(key, String(value))
  return ['--import', url.href]
}
