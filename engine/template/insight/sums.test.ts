import { describe, expect, it } from 'vitest'
import { readDay, sumUp } from './sums.ts'

const DAY = 1_795_564_800

describe('daily sums', () => {
  it('read numbers however Meta writes them, and nothing as none', () => {
    expect(
      readDay({
        template_id: '1',
        start: DAY,
        end: DAY + 86_400,
        sent: 10,
        delivered: 9,
        clicked: [{ type: 'quick_reply_button', button_content: 'Show', count: 3 }],
        cost: [
          { type: 'amount_spent', value: 0.7321 },
          { type: 'cost_per_delivered', value: 0.08 },
        ],
      }),
    ).toEqual({
      day: '2026-11-25',
      sent: 10,
      delivered: 9,
      read: 0,
      clicked: [{ type: 'quick_reply_button', button: 'Show', count: 3 }],
      spentMicros: 732_100,
    })
  })

  it('add up, clicks by button', () => {
    const click = (button: string, count: number) => ({ type: 'url_button', button, count })
    const day = { day: '2026-11-25', sent: 2, delivered: 2, read: 1, spentMicros: 10, clicked: [click('A', 1)] }
    expect(sumUp([day, { ...day, clicked: [click('B', 5), click('A', 1)] }])).toEqual({
      totals: { sent: 4, delivered: 4, read: 2, clicked: 7 },
      clicks: [click('B', 5), click('A', 2)],
      spentMicros: 20,
    })
  })
})
