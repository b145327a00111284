import type { Identity } from '../../behaviour/world.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { type Goods, stockGoods } from './catalog/goods.ts'
import { MessageBook } from './messages/message-book.ts'
import { TemplateBook } from './templates/book.ts'

/** What the management side keeps; made anew for each simulator. */
export type Management = {
  readonly templates: TemplateBook
  readonly goods: Goods
  readonly messages: MessageBook
}

/** Makes the state that the scenario starts from. */
export function createManagement(parts: { readonly identity: Identity; readonly scenario: Scenario; readonly nowMs: number }): Management {
  return {
    templates: new TemplateBook(parts.scenario, parts.nowMs),
    goods: stockGoods({ catalogId: parts.identity.catalogId, scenario: parts.scenario }),
    messages: new MessageBook(),
  }
}
