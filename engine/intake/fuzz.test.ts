import { describe, expect, it } from 'vitest'
import { runWebhookFuzz } from '../../test/faults/webhook-fuzz.ts'

describe('webhooks changed at random', () => {
  it('let no room fail and are all kept or understood', async () => {
    // 100,000 of them: npm run faults -- --scenario webhook-fuzz --messages 50000
    const figures = await runWebhookFuzz({ count: 2_000, seed: 20_261_122 })
    expect(figures).toMatchObject({ notTaken: 0, lost: 0, failed: 0 })
    expect(figures.understood + figures.kept + figures.unreadable).toBe(figures.different)
    // A run in which everything is refused, or everything understood, would show nothing.
    expect([figures.understood, figures.kept, figures.unreadable].every((share) => share > figures.different / 50)).toBe(true)
  })
})
