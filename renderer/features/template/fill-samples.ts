/** What is needed of a template to fill in its samples. */
type WithVariables = {
  readonly variables: readonly { readonly name: string; readonly where: 'header' | 'body'; readonly sample: string }[]
}

/**
 * Puts the samples that were handed in for approval into a template's text, so that no bare {{field}} is shown.
 * A field without a sample shows its name.
 */
export function fillSamples(text: string, template: WithVariables, where: 'header' | 'body'): string {
  return text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, name: string) => {
    const variable = template.variables.find(
      (candidate) => candidate.where === where && (candidate.name === name || candidate.name === `${where}.${name}`),
    )
    return variable === undefined || variable.sample === '' ? name : variable.sample
  })
}
