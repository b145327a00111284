import { fieldsOf, showsProductCards, type Template } from '../../../template-values/index.ts'

/** True where texts alone fill a template: nobody is there to choose a file, a place or the end of an offer when it falls due. */
export const canGoByItself = (template: Template): boolean =>
  !showsProductCards(template) &&
  fieldsOf(template).every((field) => field.kind === 'text' || field.kind === 'link' || (field.kind === 'file' && field.hasSample))

/** What has to be written into a template, with the name of each gap. */
export const keysToFill = (template: Template): { readonly key: string; readonly name: string }[] =>
  fieldsOf(template).flatMap((field) => {
    if (field.kind === 'text') return [{ key: field.key, name: field.name }]
    return field.kind === 'link' ? [{ key: field.key, name: field.button }] : []
  })
