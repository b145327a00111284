import type { Handlers } from '../kernel/index.ts'
import { listFields, removeField, saveField } from './field/service.ts'
import { merge, takeApart, type MergeDeps } from './merge/service.ts'
import { recordConsent, type RecordDeps } from './record/consent-calls.ts'
import { hold, restrict } from './record/restrict.ts'
import { timeline } from './record/timeline.ts'
import * as service from './service.ts'

/** Binds the calls about single customers and their list. */
export function customerHandlers(deps: RecordDeps & MergeDeps): Handlers {
  return {
    'customer.list': (input) => service.list(deps, input),
    'customer.get': (input) => service.get(deps, input.customerId),
    'customer.save': (input, { person }) => service.save(deps, input, person),
    'customer.tags': () => service.tags(deps),
    'customer.recordConsent': (input, { person }) => recordConsent(deps, input, person),
    'customer.fields': () => listFields(deps),
    'customer.saveField': (input) => saveField(deps, input),
    'customer.restrict': (input, { person }) => restrict(deps, input, person),
    'customer.hold': (input, { person }) => hold(deps, input, person),
    'customer.timeline': (input) => timeline(deps, input),
    'customer.merge': (input, { person }) => merge(deps, input, person),
    'customer.part': (input, { person }) => takeApart(deps, input, person),
    'customer.removeField': ({ fieldId }) => removeField(deps, fieldId),
  }
}
