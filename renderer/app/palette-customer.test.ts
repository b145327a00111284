import { expect, it } from 'vitest'
import { customerInAddress } from './palette-customer.ts'

it('knows the customer in front by the address of chat, message and page', () => {
  expect(
    ['/inbox/cus_01m8', '/inbox/cus_01m8/msg_2', '/customers/cus_01m8', '/customers', '/inbox', '/broadcasts/brc_1'].map(customerInAddress),
  ).toEqual(['cus_01m8', 'cus_01m8', 'cus_01m8', null, null, null])
})
