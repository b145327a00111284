type Named = { readonly param_name: string; readonly example: string }
type Example = {
  readonly header_text?: readonly string[]
  readonly header_text_named_params?: readonly Named[]
  readonly body_text?: readonly (readonly string[])[]
  readonly body_text_named_params?: readonly Named[]
}

/** Names of the fields that have a sample: as given, or counted from "1". Empty samples do not count. @source reference part 5, HEADER and BODY */
export function samplesOf(example: Example | undefined): readonly string[] {
  const named = example?.body_text_named_params ?? example?.header_text_named_params
  if (named !== undefined) return named.flatMap((item) => (item.example.trim() === '' ? [] : [item.param_name]))
  const counted = example?.body_text?.[0] ?? example?.header_text ?? []
  return counted.flatMap((text, index) => (text.trim() === '' ? [] : [String(index + 1)]))
}
