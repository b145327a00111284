import { describe, expect, it } from 'vitest'
import type { FreeFormMessage } from '#contract/cloud-api/free-form.ts'
import { outgoingContent } from './outgoing-content.ts'

const goods = { product: (retailerId: string) => (retailerId === 'TEA-1' ? { name: '凍頂烏龍', price: 'NT$480' } : undefined) }
const show = (message: FreeFormMessage) => outgoingContent(message, goods)
const cards = ['TEA-1', 'GONE'].map((product_retailer_id, card_index) => ({
  card_index,
  type: 'product' as const,
  action: { catalog_id: '7', product_retailer_id },
}))

describe('a message in Meta’s own shape, as the chat shows it', () => {
  it('has its words and what can be chosen', () => {
    const rows = ['Small', 'Large'].map((title, index) => ({ id: String(index), title }))
    const interactive = {
      type: 'list',
      body: { text: 'Which?' },
      footer: { text: 'Tea' },
      action: { button: 'Menu', sections: [{ rows }] },
    } as const
    expect(show({ type: 'interactive', interactive: { ...interactive, action: { button: 'Menu', sections: [{ rows }] } } })).toEqual({
      kind: 'menu',
      form: 'list',
      header: '',
      text: 'Which?',
      footer: 'Tea',
      options: ['Small', 'Large'],
    })
  })

  it('names products that are known, and the code of those that are not', () => {
    expect(show({ type: 'interactive', interactive: { type: 'carousel', body: { text: 'New' }, action: { cards } } })).toEqual({
      kind: 'products',
      header: '',
      text: 'New',
      items: [
        { retailerId: 'TEA-1', name: '凍頂烏龍', price: 'NT$480' },
        { retailerId: 'GONE', name: 'GONE', price: '' },
      ],
    })
  })

  it('keeps the words of files, places and cards', () => {
    expect(show({ type: 'document', document: { id: '1', caption: 'List', filename: 'a.pdf' } })).toEqual({
      kind: 'media',
      media: 'document',
      caption: 'List',
      fileName: 'a.pdf',
    })
    expect(show({ type: 'location', location: { latitude: '25.03', longitude: '121.5', address: '1 Road' } })).toEqual({
      kind: 'location',
      latitude: 25.03,
      longitude: 121.5,
      name: '1 Road',
    })
    const card: Extract<FreeFormMessage, { type: 'contacts' }>['contacts'][number] = {
      name: { formatted_name: 'Ann', first_name: 'Ann' },
      phones: [{ phone: '+85255507777' }],
    }
    expect(show({ type: 'contacts', contacts: [card] })).toMatchObject({ items: [{ name: 'Ann', numbers: ['+85255507777'] }] })
  })
})
