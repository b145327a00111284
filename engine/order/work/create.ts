import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { OrderDeps } from '../face.ts'
import { findOrder, ordersOfMessage } from '../queries.ts'
import type { OrderCalls } from '../router.ts'
import { act, propose, undo, type Work } from './act.ts'
import type { WriteHandle } from '../../store/index.ts'
import { moveOf } from './facts.ts'
import type { MoveListener, OrderHands } from './hands.ts'
import { readWords, saveWords } from './words.ts'

type WorkCalls = Pick<OrderCalls, 'get' | 'ofCart' | 'propose' | 'act' | 'undo' | 'words' | 'saveWords'>

/** What the shop does with orders once they are there. */
export function createWork(deps: OrderDeps): {
  readonly calls: WorkCalls
  readonly meet: (hands: OrderHands) => void
  readonly onMove: (listener: MoveListener) => void
  /** Tells who listens of an order that waits for the shop's answer. */
  readonly began: (db: WriteHandle, orderId: string, customerSeq: number) => void
} {
  const { vault, clock } = deps
  const { store } = vault
  let hands: OrderHands | null = null
  const listeners: MoveListener[] = []
  const moved: MoveListener = (db, move) => {
    for (const listener of listeners) listener(db, move)
  }
  const withHands = <T>(doing: (work: Work) => Result<T>): Result<T> =>
    hands === null ? fail('connection-missing') : doing({ deps, hands, moved })
  return {
    calls: {
      get(input) {
        const order = findOrder(store.read, input.orderId)
        return order === undefined ? fail('order-missing') : ok(order)
      },
      ofCart: (input) => ok({ orders: ordersOfMessage(store.read, input.messageId) }),
      propose: (input) => withHands((work) => propose(work, input)),
      act: (input, person) => withHands((work) => act(work, input, person)),
      undo: (input) => withHands((work) => undo(work, input.orderId)),
      words: () => ok(readWords(store.read, vault.shop.locale)),
      saveWords(input) {
        store.write((db) => saveWords(db, input.words, clock.now()))
        return ok(readWords(store.read, vault.shop.locale))
      },
    },
    meet(rooms) {
      hands = rooms
    },
    onMove: (listener) => void listeners.push(listener),
    began(db, orderId, customerSeq) {
      const order = findOrder(db, orderId)
      const { locale, timeZone } = vault.shop
      if (order !== undefined) moved(db, moveOf(order, customerSeq, { locale, timeZone, now: clock.now() }))
    },
  }
}
