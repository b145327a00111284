import {
  CouponAnswer,
  CouponQuestion,
  CouponUse,
  CustomerQuestion,
  MaskedCustomer,
  Notice,
  NoticeAnswer,
  NoticeRequest,
  OrderAnswer,
  OrderRequest,
  Reference,
  RedeemAnswer,
} from '#contract/ipc/integration-tool.ts'
import type { Result } from '#contract/kernel/result.ts'
import { NoticeId } from '#contract/kernel/values.ts'
import { z } from 'zod'
import type { CallContext } from '../../kernel/index.ts'
import { addOrder, checkCoupon, findCustomer, redeemCoupon } from '../counter.ts'
import type { IntegrationDeps } from '../face.ts'
import { notify, readNotice } from '../notice/notify.ts'
import type { Scope, TokenView } from './tokens.ts'

/** One request that a program may make: where, with which right, and in which shapes. */
export type Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  readonly id: string
  readonly method: 'get' | 'post'
  /** With :names for parts of the path. */
  readonly path: string
  /** Any of these rights will do. */
  readonly scopes: readonly Scope[]
  readonly summary: string
  /** The body; for `get` the parts of the path. */
  readonly input: I
  readonly output: O
  answer(deps: IntegrationDeps, input: z.output<I>, caller: Caller): Result<z.output<O>> | Promise<Result<z.output<O>>>
}

export type Caller = { readonly token: TokenView; readonly context: CallContext }

const operation = <I extends z.ZodType, O extends z.ZodType>(one: Operation<I, O>): Operation => one

/** The tool of a key: references of two programs never meet. */
const toolOf = ({ token }: Caller): string => token.tokenId

/** Everything that programs on this computer may ask, in the shapes of the contract. */
export const operations: readonly Operation[] = [
  operation({
    id: 'notify',
    method: 'post',
    path: '/v1/notices',
    scopes: ['notify'],
    summary: 'Send an approved template to one customer. The same reference never leaves twice.',
    input: NoticeRequest,
    output: NoticeAnswer,
    answer: (deps, input, caller) => notify(deps, { ...input, tool: toolOf(caller) }),
  }),
  operation({
    id: 'readNotice',
    method: 'get',
    path: '/v1/notices/:noticeId',
    scopes: ['read', 'notify'],
    summary: 'How far a notice came.',
    input: z.strictObject({ noticeId: NoticeId }),
    output: Notice,
    answer: (deps, input) => readNotice(deps, input),
  }),
  operation({
    id: 'findNotice',
    method: 'post',
    path: '/v1/notices/find',
    scopes: ['read', 'notify'],
    summary: 'How far the notice with a reference of this program came.',
    input: z.strictObject({ reference: Reference }),
    output: Notice,
    answer: (deps, { reference }, caller) => readNotice(deps, { tool: toolOf(caller), reference }),
  }),
  operation({
    id: 'findCustomer',
    method: 'post',
    path: '/v1/customers/find',
    scopes: ['read', 'till'],
    summary: 'One customer by number or id, masked. The number stands in the body, so that no log of addresses holds it.',
    input: CustomerQuestion,
    output: MaskedCustomer,
    answer: (deps, input) => findCustomer(deps, input),
  }),
  operation({
    id: 'checkCoupon',
    method: 'post',
    path: '/v1/coupons/check',
    scopes: ['till'],
    summary: 'Whether a code can be redeemed now, without redeeming it.',
    input: CouponQuestion,
    output: CouponAnswer,
    answer: (deps, { code }, { context }) => checkCoupon(deps, code, context),
  }),
  operation({
    id: 'redeemCoupon',
    method: 'post',
    path: '/v1/coupons/redeem',
    scopes: ['till'],
    summary: 'Redeem a code once. The same requestId twice redeems once.',
    input: CouponUse,
    output: RedeemAnswer,
    answer: (deps, input, { context }) => redeemCoupon(deps, input, context),
  }),
  operation({
    id: 'addOrder',
    method: 'post',
    path: '/v1/orders',
    scopes: ['till'],
    summary: 'Note an order of a customer. The same number twice is refused.',
    input: OrderRequest,
    output: OrderAnswer,
    answer: (deps, input) => addOrder(deps, input),
  }),
]
