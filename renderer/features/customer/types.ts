import type { CallInput, CallOutput } from '../../bridge/index.ts'

export type CustomerRow = CallOutput<'customer.list'>['customers'][number]
export type CustomerCard = CallOutput<'customer.get'>
export type ConsentEntry = CustomerCard['consent'][number]
export type ConsentSource = ConsentEntry['source']
export type ErasePreview = CallOutput<'customer.erasePreview'>
export type Receipt = CallOutput<'customer.erase'>
export type FileFacts = CallOutput<'customer.inspectFile'>
export type ImportRun = CallOutput<'customer.import'>
export type ImportInput = CallInput<'customer.import'>

/** Every place where people can agree, in the order in which shops meet them. */
export const consentSources: readonly ConsentSource[] = ['till-qr', 'paper-form', 'website', 'chat', 'order-checkbox', 'other']
