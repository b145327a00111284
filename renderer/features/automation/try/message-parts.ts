import type { CallOutput } from '../../../bridge/index.ts'

type Content = CallOutput<'automation.try'>['messages'][number]
/** What of a message is shown where there is little room. */
export type Parts = { readonly text: string; readonly options: readonly string[]; readonly products: readonly string[] }

/** Takes the words, the things to tap and the products out of a message. */
export function partsOf(content: Content): Parts {
  switch (content.kind) {
    case 'text':
    case 'note':
      return { text: content.text, options: [], products: [] }
    case 'menu':
      return { text: content.text, options: content.options, products: [] }
    case 'product':
      return { text: content.text, options: [], products: [content.name] }
    case 'products':
      return { text: content.text, options: [], products: content.items.map(({ name }) => name) }
    case 'template':
      return { text: content.body, options: content.buttons, products: [] }
    default:
      return { text: 'text' in content ? content.text : '', options: [], products: [] }
  }
}
