import type { CouponPlan as CouponPlanShape } from '#contract/ipc/broadcast-content.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { z } from 'zod'
import type { Announcer, Clock, Handlers, Random } from '../kernel/index.ts'
import type { PersonalDataSource } from '../privacy/index.ts'
import type { OpenVault, ReadHandle, WriteHandle } from '../store/index.ts'

export type CouponPlan = z.infer<typeof CouponPlanShape>

/** A purchase at the till that goes into the person's orders; the part of the order room that coupons use. */
export type OrderNotes = {
  add(
    db: WriteHandle,
    order: {
      readonly customerSeq: number
      readonly at: number
      readonly source: 'till'
      readonly number: string
      readonly totalMicros: number
      readonly currency: string
      readonly lines: readonly []
      readonly couponCode: string
      readonly broadcastId?: string
    },
  ): Result<{ readonly orderId: string }>
  remove(db: WriteHandle, orderId: string): boolean
}

export type CouponDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly announcer: Announcer
  readonly order: OrderNotes
}

/** What a broadcast's message has to know of its coupon, whether its codes are drawn, imported or one for all. */
export type PlannedCoupon = {
  readonly kind: 'one-for-all' | 'one-each'
  /** The code that everybody gets; null where each person has an own one. */
  readonly common: string | null
  /** The end that a message promises. */
  readonly endsAt: number | null
  /** Codes that are left in its pool; null where codes are drawn as needed. */
  readonly left: number | null
  readonly isStopped: boolean
  /** Characters of the longest code for so many people. */
  longest(people: number): number
  /** The code that stands for all codes before they are drawn. */
  sample(people: number): string
}

/** A code that was chosen for somebody; it is theirs only once taken. `seq` where it stands in the pool already. */
export type PickedCode = { readonly code: string; readonly seq: number | null }

/** What a broadcast takes at its seal: one code for each send in the same order; none where all get the same one. */
export type Taking = {
  readonly broadcastId: string
  /** Name of the coupon that is made for a plan of the broadcast's own. */
  readonly name: string
  readonly plan: CouponPlan
  readonly codes: readonly PickedCode[]
  readonly sends: readonly { readonly sendId: string; readonly customerSeq: number | null }[]
}

/** A coupon that is being given out: whose codes the sends get, and the end that they promise. */
export type Giving = {
  readonly couponSeq: number
  readonly couponId: string
  readonly broadcastId: string
  readonly expiresAt: number | null
}

/** Coupons for those who send them. What writes works inside the caller's transaction. */
export type CouponsForBroadcasts = {
  /** The coupon of a plan; null without one, or where the coupon that it names is not there. */
  planned(db: ReadHandle, plan: CouponPlan | null): PlannedCoupon | null
  /**
   * Chooses codes for so many people, free ones of the pool first, and draws the rest; nothing is written.
   * Errors: coupon-missing, coupon-stopped, coupon-few (left, needed), coupon-code-refused.
   */
  pick(plan: CouponPlan | null, count: number): Promise<Result<readonly PickedCode[]>>
  /**
   * Makes the codes those of the sends, and the coupon one of the broadcast. It proves each code again before it writes
   * anything: what somebody else took since it was picked fails with coupon-taken (retry now), a word that is somebody's own
   * code with coupon-code-refused; coupon-missing and coupon-stopped as with `pick`.
   */
  take(db: WriteHandle, taking: Taking): Result<void>
  /**
   * The same in several transactions, for plans in which each person has a code of their own: the coupon becomes one of
   * the broadcast, then some codes after the other become those of sends, and at last it is told.
   * Errors: coupon-missing and coupon-stopped at both ends, coupon-taken (retry now) on the way; then all is given back.
   */
  beginGiving(db: WriteHandle, taking: Pick<Taking, 'broadcastId' | 'name' | 'plan'>): Result<Giving>
  give(db: WriteHandle, giving: Giving, some: Pick<Taking, 'codes' | 'sends'>): Result<void>
  finishGiving(db: WriteHandle, giving: Giving): Result<void>
  /** Gives back up to so many codes of a broadcast that was not sealed, in the end its coupon as well; whether there is more. */
  giveBack(db: WriteHandle, broadcastId: string, most: number): boolean
  /** Meta has the code of this send, whatever was thought of it before. */
  issued(db: WriteHandle, sendId: string): void
  /** Nobody will get the code of this send: it goes back to the pool, unless it was issued or used. */
  released(db: WriteHandle, sendId: string): void
  /** These sends are tried once more: their codes are theirs again where nobody else has them meanwhile. */
  takeAgain(db: WriteHandle, sendIds: readonly string[]): void
  /** Whether what a message says of its coupon is still true: it runs, and the code is still that send's. True without a coupon. */
  mayGo(db: ReadHandle, send: { readonly broadcastId: string; readonly sendId: string; readonly now: number }): boolean
  /** Until when the messages of a broadcast say that their codes are good, ms; null for ever, or without a coupon. */
  endOf(db: ReadHandle, broadcastId: string): number | null
  /** How many codes of a broadcast are with customers. */
  countIssued(db: ReadHandle, broadcastId: string): number
}

/** Coupons, their codes, and their use at the till. */
export type CouponRoom = CouponsForBroadcasts & {
  readonly handlers: Handlers
  readonly personalData: readonly PersonalDataSource[]
}
