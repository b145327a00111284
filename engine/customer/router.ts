import type { Handlers } from '../kernel/index.ts'
import * as service from './service.ts'

/** Binds the calls about single customers and their list. */
export function customerHandlers(deps: service.CustomerDeps): Handlers {
  return {
    'customer.list': (input) => service.list(deps, input),
    'customer.get': (input) => service.get(deps, input.customerId),
    'customer.save': (input) => service.save(deps, input),
    'customer.tags': () => service.tags(deps),
    'customer.recordConsent': (input, context) => service.recordConsent(deps, input, context.person),
  }
}
