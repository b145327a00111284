import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, type Result } from '#contract/kernel/result.ts'
import type { PrivacyContext } from '../deps.ts'
import { erasePeople } from './person.ts'

/**
 * Erases several people after their number was typed, in any digits. Errors: erase-confirmation-wrong, or of the disk.
 */
export function eraseMany(
  context: PrivacyContext,
  input: ParsedInput<'customer.eraseMany'>,
  { person, signal }: { readonly person: string; readonly signal: AbortSignal },
): Promise<Result<CallOutput<'customer.eraseMany'>>> {
  const people = [...new Set(input.customerIds)]
  const typed = input.confirmation.normalize('NFKC').replaceAll(/[\s,.']/g, '')
  if (typed !== String(people.length)) return Promise.resolve(fail('erase-confirmation-wrong', { confirmWith: 'number' }))
  return erasePeople(context, people, {
    by: person,
    keepSuppression: input.keepSuppression,
    rewriteBackups: true,
    signal,
    onPerson: (done) => context.announcer.announce('privacy.progress', { act: 'erase', done, of: people.length }),
  })
}
