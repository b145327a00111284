import type { Identity } from '../../identity.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { type AccountFile, createAccountFile } from './account/file.ts'
import { type CatalogDesk, createCatalogDesk } from './catalog/desk.ts'
import { type Goods, stockGoods } from './catalog/goods.ts'
import { MessageBook } from './messages/message-book.ts'
import { type NumberDesk, createDesk } from './number/desk.ts'
import { type ManagementSwitches, defaultSwitches } from './switches.ts'
import { TemplateBook } from './templates/book.ts'

/** What the management side keeps; made anew for each simulator. */
export type Management = {
  readonly templates: TemplateBook
  readonly goods: Goods
  readonly catalog: CatalogDesk
  readonly messages: MessageBook
  readonly desk: NumberDesk
  readonly account: AccountFile
  readonly switches: ManagementSwitches
}

/** Makes the state that the scenario starts from. */
export function createManagement(parts: {
  readonly identity: Identity
  readonly scenario: Scenario
  readonly nowMs: number
  readonly requiresProof: boolean
}): Management {
  return {
    templates: new TemplateBook(parts.scenario, parts.nowMs),
    goods: stockGoods({ catalogId: parts.identity.catalogId, scenario: parts.scenario }),
    catalog: createCatalogDesk(),
    messages: new MessageBook(),
    desk: createDesk(parts.scenario, parts.nowMs),
    account: createAccountFile(),
    switches: defaultSwitches(parts.requiresProof),
  }
}
