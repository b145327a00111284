import { z } from 'zod'
import type { Problem } from '../../problems.ts'
import { checkParameters, invalid, parseIfText } from '../answers.ts'
import { type LibraryTemplate, libraryTemplates } from './library.ts'
import { type ComponentWish, componentsSchema } from './shapes.ts'
import { variablesIn } from './text-rules.ts'
import type { TemplateHead, TemplateWish } from './wish.ts'

const inputsSchema = z.array(
  z.looseObject({
    type: z.string(),
    url: z.looseObject({ base_url: z.string(), url_suffix_example: z.string().optional() }).optional(),
    phone_number: z.string().optional(),
  }),
)

/** Makes a wish out of a ready-made template: its words, with the shop's own links. @source reference part 5, from library */
export function fromLibrary(
  head: TemplateHead,
  fields: Readonly<Record<string, unknown>>,
): { readonly value: TemplateWish } | { readonly problem: Problem } {
  const ready = libraryTemplates.find((one) => one.name === head.library_template_name && one.language === head.language)
  if (ready === undefined)
    return { problem: invalid(`library_template_name: ${head.library_template_name} is not there in ${head.language}`) }
  if (head.category !== ready.category) return { problem: invalid(`category: the library template is ${ready.category}`) }
  const given = fields['library_template_button_inputs']
  const inputs = checkParameters({ inputs: given === undefined ? [] : parseIfText(given) }, z.object({ inputs: inputsSchema }))
  if ('problem' in inputs) return inputs
  const missing = ready.buttons.find((button) => !inputs.value.inputs.some((input) => input.type === button.type))
  if (missing !== undefined) return { problem: invalid(`library_template_button_inputs: the ${missing.type} button needs its own value`) }
  return { value: { ...head, components: componentsSchema.parse(componentsOf(ready, inputs.value.inputs)) } }
}

function componentsOf(ready: LibraryTemplate, inputs: z.infer<typeof inputsSchema>): readonly Partial<ComponentWish>[] {
  const buttons = ready.buttons.map((button) => {
    const url = inputs.find((input) => input.type === button.type)?.url
    return { ...button, ...(url === undefined ? {} : { url: url.base_url, example: [url.url_suffix_example ?? url.base_url] }) }
  })
  const hasSamples = variablesIn(ready.body).length > 0
  return [
    ...(ready.header === undefined ? [] : [{ type: 'HEADER', format: 'TEXT', text: ready.header }]),
    { type: 'BODY', text: ready.body, ...(hasSamples ? { example: { body_text: [[...ready.body_params]] } } : {}) },
    ...(buttons.length === 0 ? [] : [{ type: 'BUTTONS', buttons }]),
  ]
}
