import type { PhoneNumberNode, TokenFacts } from '#contract/cloud-api/answers.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { GraphReader } from '../../cloud-api/index.ts'
import { isOffline, toNumberFacts } from '../rules.ts'
import type { Setup } from './queries.ts'

type Choice = Setup['numbers'][number]

/** A shop has a few accounts; whoever has more types the ids. */
const MAX_ACCOUNTS = 50

/**
 * Every number that a key reaches: the accounts that its permissions name, else those of the businesses that they name.
 * An account that can't be read is left out. Errors: only those of the way to Meta, so that an empty list is never a
 * broken line.
 * @source reference part 1: granular_scopes without targets cover every asset of the system user
 */
export async function numbersInReach(api: GraphReader, facts: TokenFacts['data']): Promise<Result<Choice[]>> {
  const accounts = await accountsInReach(api, facts)
  if (!accounts.ok) return accounts
  const found: Choice[] = []
  for (const wabaId of accounts.value.slice(0, MAX_ACCOUNTS)) {
    const numbers = await numbersOf(api, wabaId)
    if (!numbers.ok) {
      if (isOffline(numbers.error.code)) return numbers
      continue
    }
    found.push(...numbers.value)
  }
  return ok(found)
}

function targets(facts: TokenFacts['data'], scopes: readonly string[]): string[] {
  const named = (facts.granular_scopes ?? []).filter(({ scope }) => scopes.includes(scope)).flatMap((scope) => scope.target_ids ?? [])
  return [...new Set(named)]
}

async function accountsInReach(api: GraphReader, facts: TokenFacts['data']): Promise<Result<string[]>> {
  const named = targets(facts, ['whatsapp_business_management', 'whatsapp_business_messaging'])
  if (named.length > 0) return ok(named)
  const found = new Set<string>()
  for (const businessId of targets(facts, ['business_management'])) {
    for (const list of [api.business.accounts, api.business.clientAccounts]) {
      const accounts = await list(businessId)
      if (accounts.ok) for (const { id } of accounts.value) found.add(id)
      else if (isOffline(accounts.error.code)) return accounts
    }
  }
  return ok([...found])
}

async function numbersOf(api: GraphReader, wabaId: string): Promise<Result<Choice[]>> {
  const numbers = await api.numbers(wabaId)
  if (!numbers.ok) return numbers
  const [account, catalogs] = [await readAccount(api, wabaId), await api.linkedCatalogs(wabaId)]
  const about = {
    wabaId,
    accountName: (account.ok ? account.value.name : undefined) ?? '',
    businessId: (account.ok ? account.value.owner_business_info?.id : undefined) ?? null,
    catalogs: catalogs.ok ? catalogs.value.map(({ id, name }) => ({ catalogId: id, name: name ?? '' })) : [],
  }
  return ok(numbers.value.map((node) => ({ ...about, ...choiceOf(node) })))
}

function choiceOf(node: PhoneNumberNode): Omit<Choice, 'wabaId' | 'accountName' | 'businessId' | 'catalogs'> {
  const { displayPhoneNumber, verifiedName, status } = toNumberFacts(node)
  return { phoneNumberId: node.id, displayPhoneNumber, verifiedName, status, isOnPhoneApp: node.is_on_biz_app ?? false }
}

async function readAccount(api: GraphReader, wabaId: string) {
  const details = await api.account(wabaId).readDetails()
  return details.ok ? details : api.account(wabaId).read()
}
