import { describe, expect, it } from 'vitest'
import { readTemplate } from './read-template.ts'
import { statusAfterEvent } from './rules.ts'
import { cleanValue, variableKey } from './values.ts'

const node = (over: object = {}) => ({
  id: '1',
  name: 'tea_coupon',
  language: 'zh_TW',
  status: 'APPROVED',
  category: 'MARKETING',
  parameter_format: 'NAMED',
  quality_score: { score: 'GREEN' },
  components: [
    { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['https://pictures.example/tea.png'] } },
    {
      type: 'BODY',
      text: '{{name}} 您好，憑 {{code}} 享 85 折',
      example: { body_text_named_params: [{ param_name: 'name', example: '美玲' }] },
    },
    { type: 'FOOTER', text: '回覆「取消」停收' },
    {
      type: 'BUTTONS',
      buttons: [
        { type: 'COPY_CODE', example: 'TEA-1' },
        { type: 'QUICK_REPLY', text: '看商品' },
      ],
    },
  ],
  ...over,
})

describe('reading a template of Meta', () => {
  it('names its variables with samples, its header picture and its buttons', () => {
    expect(readTemplate(node(), 5)).toEqual({
      templateId: '1',
      name: 'tea_coupon',
      language: 'zh_TW',
      category: 'MARKETING',
      status: 'APPROVED',
      quality: 'GREEN',
      rejectedReason: null,
      parameterFormat: 'NAMED',
      header: { format: 'IMAGE', text: null, sampleUrl: 'https://pictures.example/tea.png' },
      body: '{{name}} 您好，憑 {{code}} 享 85 折',
      footer: '回覆「取消」停收',
      buttons: [
        { type: 'COPY_CODE', text: '', url: null, needsValue: true },
        { type: 'QUICK_REPLY', text: '看商品', url: null, needsValue: false },
      ],
      cards: [],
      limitedTimeOffer: null,
      variables: [
        { name: 'name', where: 'body', card: null, sample: '美玲' },
        { name: 'code', where: 'body', card: null, sample: '' },
      ],
      sendable: true,
      unsendableReason: null,
      syncedAt: 5,
    })
  })

  it('reads positional samples of header and body by their number', () => {
    const template = readTemplate(
      node({
        parameter_format: undefined,
        components: [
          { type: 'HEADER', format: 'TEXT', text: 'For {{1}}', example: { header_text: ['you'] } },
          { type: 'BODY', text: '{{2}} then {{1}} and {{2}}', example: { body_text: [['one', 'two']] } },
        ],
      }),
      5,
    )
    expect(template.parameterFormat).toBe('POSITIONAL')
    expect(template.variables.map((variable) => [variableKey(variable), variable.sample])).toEqual([
      ['header.1', 'you'],
      ['2', 'two'],
      ['1', 'one'],
    ])
  })

  it('lets only approved templates of known shapes go', () => {
    const reason = (over: object) => readTemplate(node(over), 5).unsendableReason
    expect([
      reason({}),
      reason({ status: 'PAUSED' }),
      reason({ status: 'SOMETHING_NEW' }),
      reason({ category: 'AUTHENTICATION' }),
      reason({ components: [{ type: 'BODY', text: 'Hi' }, { type: 'CAROUSEL' }] }),
      reason({
        components: [
          { type: 'BODY', text: 'Hi' },
          { type: 'HEADER', format: 'LOCATION' },
        ],
      }),
      reason({
        components: [
          { type: 'BODY', text: 'Hi' },
          { type: 'BUTTONS', buttons: [{ type: 'FLOW', text: 'Go' }] },
        ],
      }),
      reason({ components: [{ type: 'FOOTER', text: 'no body' }] }),
      reason({
        components: [
          { type: 'BODY', text: 'Hi' },
          { type: 'HEADER', format: 'GIF' },
        ],
      }),
      reason({
        components: [
          { type: 'BODY', text: 'Hi' },
          { type: 'BUTTONS', buttons: [{ type: 'VOICE_CALL', text: 'Call' }] },
        ],
      }),
    ]).toEqual([null, 'status', 'status', 'shape', 'shape', null, null, 'shape', 'shape', 'shape'])
    expect(readTemplate(node({ status: 'SOMETHING_NEW' }), 5).status).toBe('UNKNOWN')
  })
})

describe('cleaning a value', () => {
  it('keeps text as it is, but no line breaks, tabs, long gaps or doubled braces', () => {
    expect(['陳美玲', ' A\n\tB ', 'a      b', '{{first_name}}', '\u200b\u2060 ', '👩‍👩‍👧'].map(cleanValue)).toEqual([
      '陳美玲',
      'A B',
      'a b',
      '{first_name}',
      '',
      '👩‍👩‍👧',
    ])
  })
})

describe('a status event', () => {
  it('sets the state, ignores warnings, and stops a template on a word nobody knows', () => {
    expect(['PAUSED', 'REINSTATED', 'FLAGGED', 'LOCKED'].map((event) => statusAfterEvent(event, 'PENDING'))).toEqual([
      'PAUSED',
      'APPROVED',
      'PENDING',
      'UNKNOWN',
    ])
  })
})
