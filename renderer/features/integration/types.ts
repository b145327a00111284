import type { CallInput, CallOutput } from '../../bridge/index.ts'

export type Folder = CallOutput<'integration.folder'>
export type Rule = Folder['rules'][number]
export type RuleInput = CallInput<'integration.saveRule'>
export type Sample = CallOutput<'integration.inspectFile'>
export type Endpoint = CallOutput<'integration.endpoint'>
export type Token = Endpoint['tokens'][number]
export type Hook = CallOutput<'integration.hooks'>['hooks'][number]
export type Delivery = CallOutput<'integration.deliveries'>['deliveries'][number]
export type Template = CallOutput<'template.list'>['templates'][number]
