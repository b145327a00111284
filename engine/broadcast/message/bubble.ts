import type { SendMessageRequest } from '#contract/cloud-api/requests.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import { bubbleOf, renderSent, type Template } from '../../template/index.ts'

type Bubble = CallOutput<'inbox.reply'>['content']
type ProductName = (retailerId: string) => string | undefined

/**
 * A message of a broadcast as the chat keeps it, from the frozen body.
 * @param template the version that the body was built from; ordinary messages need none
 * @returns null where the body is a template's and that is not there
 */
export function bubbleOfBody(body: SendMessageRequest, template: Template | null, nameOf: ProductName): Bubble | null {
  switch (body.type) {
    case 'template':
      return template === null ? null : bubbleOf(template, renderSent(template, body), nameOf)
    case 'text':
      return { kind: 'text', text: body.text.body }
    case 'image':
      return media(body.type, body.image.caption)
    case 'video':
      return media(body.type, body.video.caption)
    case 'document':
      return media(body.type, body.document.caption)
    case 'interactive':
      return menu(body.interactive)
    default:
      return null
  }
}

const media = (kind: 'image' | 'video' | 'document', caption: string | undefined): Bubble => ({
  kind: 'media',
  media: kind,
  caption: caption ?? '',
  fileName: null,
})

type Interactive = Extract<SendMessageRequest, { type: 'interactive' }>['interactive']

/** Broadcasts only say answer buttons and links this way. */
function menu(interactive: Interactive): Bubble | null {
  if (interactive.type !== 'button' && interactive.type !== 'cta_url') return null
  const { type, header, body, footer, action } = interactive
  return {
    kind: 'menu',
    form: type,
    header: header?.type === 'text' ? header.text : '',
    text: body.text,
    footer: footer?.text ?? '',
    options: 'buttons' in action ? action.buttons.map(({ reply }) => reply.title) : [action.parameters.display_text],
  }
}
