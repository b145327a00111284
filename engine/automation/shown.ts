import type { CallOutput } from '#contract/ipc/index.ts'
import type { ReadHandle } from '../store/index.ts'
import { bubbleOf, renderTemplate } from '../template/index.ts'
import type { AutomationDeps, Outgoing } from './deps.ts'

type Shown = CallOutput<'automation.try'>['messages'][number]

/** How a message of ours would look in the chat. */
export function shownMessage(
  { catalog, template, vault }: Pick<AutomationDeps, 'catalog' | 'template' | 'vault'>,
  db: ReadHandle,
  message: Outgoing,
): Shown {
  switch (message.kind) {
    case 'text':
      return { kind: 'text', text: message.text }
    case 'products': {
      const items = message.retailerIds.map((retailerId) => {
        const product = catalog.find(db, retailerId)
        return { retailerId, name: product?.name ?? '', price: product?.price ?? '' }
      })
      return { kind: 'products', header: vault.shop.name, text: message.text, items }
    }
    case 'template': {
      const found = template.find(db, message.name, message.language)
      if (found === undefined) return missing(message)
      const extras = { headerUrl: found.header?.sampleUrl ?? null, couponCode: message.couponCode }
      return bubbleOf(found, renderTemplate(found, message.values, extras), (code) => catalog.find(db, code)?.name)
    }
    case 'file':
      return { kind: 'media', media: message.as === 'voice' ? 'audio' : message.as, caption: message.caption, fileName: message.fileName }
    case 'message':
      return menuOf(message.message)
  }
}

/** A template that is not there any more says nothing but its name. */
const missing = ({ name, language }: Extract<Outgoing, { kind: 'template' }>): Shown => ({
  kind: 'template',
  name,
  language,
  header: null,
  body: '',
  footer: null,
  buttons: [],
  couponCode: null,
})

function menuOf(message: Extract<Outgoing, { kind: 'message' }>['message']): Shown {
  if (message.type !== 'interactive') return { kind: 'text', text: '' }
  const { interactive } = message
  const text = 'body' in interactive ? (interactive.body?.text ?? '') : ''
  const options =
    interactive.type === 'button'
      ? interactive.action.buttons.map(({ reply }) => reply.title)
      : interactive.type === 'list'
        ? interactive.action.sections.flatMap(({ rows }) => rows.map(({ title }) => title))
        : []
  return { kind: 'menu', form: interactive.type, header: '', text, footer: '', options }
}
