import { describe, expect, it } from 'vitest'
import { mendSpec } from './mend-spec.ts'
import { openPublishedSpec } from './published-spec.ts'
import { objectAt } from './json.ts'

const spec = openPublishedSpec()
const head = { messaging_product: 'whatsapp', recipient_type: 'individual', to: '+85255509999' }

describe.skipIf(spec === null)('the published spec, mended', () => {
  const check = (body: object) => spec?.find('POST', '/{Phone-Number-ID}/messages')?.checkBody?.(body)

  it('takes what it means to take', () => {
    expect(check({ ...head, type: 'text', text: { body: 'Hi', preview_url: true } })).toEqual([])
    expect(check({ ...head, type: 'image', image: { id: '1', caption: 'Box' } })).toEqual([])
  })

  it.each<[string, object, string]>([
    [
      'a field that is missing',
      { ...head, recipient_type: undefined, type: 'text', text: { body: 'Hi' } },
      ": must have required property 'recipient_type'",
    ],
    ['a field of another type', { ...head, type: 'text', text: { body: 7 } }, '/text/body: must be string'],
    ['a field that is misspelt', { ...head, type: 'text', text: { body: 'Hi', preview: true } }, '/text/preview: unknown field'],
    [
      'a limit',
      {
        ...head,
        type: 'interactive',
        interactive: {
          type: 'button',
          body: { text: 'x' },
          action: { buttons: [{ type: 'reply', reply: { id: 'a', title: 'x'.repeat(21) } }] },
        },
      },
      '/interactive/action/buttons/*/reply/title: must NOT have more than 20 characters',
    ],
    [
      'a part of a template, by the branch that was meant',
      {
        ...head,
        type: 'template',
        template: {
          name: 'a',
          language: { code: 'en', policy: 'deterministic' },
          components: [{ type: 'body', parameters: [{ type: 'text', txt: 'x' }] }],
        },
      },
      "/template/components/*/parameters/*: must have required property 'text'",
    ],
  ])('refuses %s', (_what, body, misfit) => {
    expect(check(JSON.parse(JSON.stringify(body)) as object)).toContain(misfit)
  })

  it('knows no call that is not there', () => {
    expect(spec?.find('DELETE', '/{Phone-Number-ID}/messages')).toBeNull()
    expect(() => spec?.checkShape('NothingOfTheKind')).toThrow('NothingOfTheKind')
  })
})

describe('mending', () => {
  const part = { $ref: '#/components/schemas/Part' }
  const second = { $ref: '#/components/schemas/Part_1' }
  const document = {
    components: {
      schemas: {
        First: { properties: { part } },
        Part: { type: 'string' },
        Other: { type: 'string' },
        Second: { additionalProperties: false, properties: { part } },
        Part_1: { type: 'number' },
      },
    },
    paths: {},
  }

  it('turns a reference to the namesake that stands beside it', () => {
    const schemas = objectAt(objectAt(mendSpec(document), 'components'), 'schemas')
    expect(schemas['First']).toEqual({ properties: { part } })
    expect(schemas['Second']).toEqual({ properties: { part: second } })
  })
})
