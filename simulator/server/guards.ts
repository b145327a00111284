import { createHmac, timingSafeEqual } from 'node:crypto'
import type { World } from '../behaviour/world.ts'
import type { GraphRequest, Scope } from './graph/area.ts'
import { type Problem, deadToken, problem } from './problems.ts'

const loopbackNames: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost'])

/** Says why a request may not come in at all: another host name, or a web page. Null = it may. */
export function findStranger(headers: { readonly host: string | undefined; readonly origin: string | undefined }): string | null {
  const hostName = (headers.host ?? '').replace(/:\d+$/, '')
  // Pages on the web could otherwise steer the simulator through the shop's own browser.
  if (!loopbackNames.has(hostName)) return 'The simulator answers only under 127.0.0.1 and localhost'
  return headers.origin === undefined ? null : 'The simulator does not answer web pages'
}

/** Checks token and proof as Graph does. Null = the caller may go on. @source reference part 1 */
export function checkCaller(world: World, request: Pick<GraphRequest, 'headers' | 'url'>): Problem | null {
  const parameters = request.url.searchParams
  if (parameters.has('access_token')) {
    return problem(100, 'The simulator refuses tokens in addresses, because addresses are logged; send an Authorization header')
  }
  const token = tokenOf(request)
  if (!isSame(token, world.token.value)) return deadToken(467)
  if (world.token.isRevoked) return deadToken(460)
  if (world.token.expiresAtMs !== null && world.clock.nowMs() >= world.token.expiresAtMs) return deadToken(463)
  return checkProof(world, token, parameters.get('appsecret_proof'))
}

function tokenOf(request: Pick<GraphRequest, 'headers'>): string {
  return /^(?:Bearer|OAuth) (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
}

function checkProof(world: World, token: string, proof: string | null): Problem | null {
  if (proof === null) {
    return world.management.switches.requiresProof ? problem(100, 'API calls from the server require an appsecret_proof argument') : null
  }
  const expected = createHmac('sha256', world.identity.appSecret).update(token).digest('hex')
  return isSame(proof, expected) ? null : problem(100, 'Invalid appsecret_proof provided in the API argument')
}

/** Checks the app's own token, `APPID|APPSECRET`. Null = it is the app. @source reference part 1, tokens */
export function checkAppCaller(world: World, request: Pick<GraphRequest, 'headers' | 'url'>): Problem | null {
  if (request.url.searchParams.has('access_token')) return checkCaller(world, request)
  const token = tokenOf(request)
  if (isSame(token, `${world.identity.appId}|${world.identity.appSecret}`)) return null
  return isSame(token, world.token.value)
    ? problem(15, 'The call must be made with the app access token', {
        message: '(#15) This method must be called with an app access_token.',
      })
    : deadToken(467)
}

/**
 * Checks what the token may do: 10 for a permission that is missing or was taken away, 200 when its user was never given the
 * account. Null = it may. @source reference part 1, check a token
 */
export function checkScopes(world: World, scopes: readonly Scope[]): Problem | null {
  const missing = scopes.find((scope) => !world.token.scopes.includes(scope))
  if (missing !== undefined) {
    return problem(10, `${missing} is missing`, { message: '(#10) Application does not have permission for this action' })
  }
  if (world.account.isAssignedToToken || scopes.length === 0) return null
  return problem(200, 'The account is not assigned to the user of this token', {
    message: '(#200) You do not have the necessary permissions to access this account',
  })
}

function isSame(left: string, right: string): boolean {
  const one = Buffer.from(left)
  const two = Buffer.from(right)
  return one.length === two.length && timingSafeEqual(one, two)
}
