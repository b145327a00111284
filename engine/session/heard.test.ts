import { describe, expect, it } from 'vitest'
import { behindTheLock } from './heard.ts'

describe('behind the lock', () => {
  it('R-07: a window that closes soon is told of without a name, so that a notice can say it', () => {
    const closing = { customerId: 'cus_1', name: 'Lin', closesAt: 5_000, others: 2 }
    expect(behindTheLock('inbox.closing', closing)).toEqual({ data: { customerId: 'cus_1', name: '', closesAt: 5_000, others: 2 } })
  })

  it('R-07: that somebody wrote is told without name and text, and what else happens to customers is not told', () => {
    const arrived = { customerId: 'cus_1', name: 'Lin', text: 'hello', others: 0, assignedTo: 'stf_1', unreadMine: 3 }
    const heard = behindTheLock('inbox.arrived', arrived)
    expect(heard).toEqual({ data: { customerId: 'cus_1', name: '', text: '', others: 0, assignedTo: null, unreadMine: 3 } })
    expect(behindTheLock('customer.changed', { customerId: 'cus_1' })).toBeNull()
    expect(behindTheLock('session.changed', { state: 'locked' })).toEqual({ data: { state: 'locked' } })
  })
})
