import { z } from 'zod'

const buttonSchema = z.looseObject({
  type: z.string().transform((type) => type.toUpperCase()),
  text: z.string().optional(),
  url: z.string().optional(),
  phone_number: z.string().optional(),
  example: z.union([z.string(), z.array(z.string())]).optional(),
  flow_id: z.union([z.string(), z.number()]).optional(),
  flow_name: z.string().optional(),
  flow_json: z.string().optional(),
})

const namedExample = z.array(z.looseObject({ param_name: z.string(), example: z.string() }))

const exampleSchema = z.looseObject({
  header_handle: z.array(z.string()).optional(),
  header_text: z.array(z.string()).optional(),
  header_text_named_params: namedExample.optional(),
  body_text: z.union([z.array(z.array(z.string())), z.array(z.string())]).optional(),
  body_text_named_params: namedExample.optional(),
})

const partFields = {
  type: z.string().transform((type) => type.toUpperCase()),
  format: z
    .string()
    .transform((format) => format.toUpperCase())
    .optional(),
  text: z.string().optional(),
  example: exampleSchema.optional(),
  buttons: z.array(buttonSchema).optional(),
}

const componentSchema = z.looseObject({
  ...partFields,
  cards: z.array(z.looseObject({ components: z.array(z.looseObject(partFields)) })).optional(),
  limited_time_offer: z.looseObject({ text: z.string(), has_expiration: z.boolean().optional() }).optional(),
})

/** What a template is made of, as far as its form goes; the rules are checked after. @source reference part 5, components */
export const componentsSchema = z.array(componentSchema).min(1)

/** One component as it was asked for; types and formats in capitals. */
export type ComponentWish = z.infer<typeof componentSchema>
/** One button as it was asked for. */
export type ButtonWish = z.infer<typeof buttonSchema>
/** A component as it stands in a card too. */
export type PartWish = Pick<ComponentWish, 'type' | 'format' | 'text' | 'example' | 'buttons'>
