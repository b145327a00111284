type Span = { readonly start: number; readonly end: number; readonly granularity: string }

/** A field with arguments as the Graph API writes it: `name.start(1).end(2).granularity(DAILY).country_codes(["HK"])`. */
export function fieldCall<List extends string>(
  name: string,
  query: Span & { readonly [Key in List]?: readonly string[] | undefined },
  lists: readonly List[],
): string {
  const span = `${name}.start(${query.start}).end(${query.end}).granularity(${query.granularity})`
  return lists.reduce((text, list) => {
    const values = query[list]
    return values === undefined ? text : `${text}.${list}(${JSON.stringify(values)})`
  }, span)
}
