import type { World } from '../../../behaviour/world.ts'
import { type Answer, json, refuse } from '../../problems.ts'
import { invalid } from '../answers.ts'
import type { GraphRequest } from '../area.ts'

/** Plays GET /debug_token. @source reference part 1, check a token */
export function readToken(world: World, request: GraphRequest): Answer {
  const { identity, token } = world
  const input = request.url.searchParams.get('input_token')
  if (input === null || input === '') return refuse(invalid('The parameter input_token is required'))
  if (input !== token.value) {
    const error = { code: 190, message: 'The access token could not be decrypted' }
    return json({ data: { error, is_valid: false, scopes: [] } })
  }
  const nowMs = world.clock.nowMs()
  const isExpired = token.expiresAtMs !== null && nowMs >= token.expiresAtMs
  const isValid = !token.isRevoked && !isExpired
  const reason = isExpired
    ? { code: 190, message: 'Session has expired', subcode: 463 }
    : { code: 190, message: 'Session was ended', subcode: 460 }
  return json({
    data: {
      app_id: identity.appId,
      type: 'SYSTEM_USER',
      application: 'Shopbell simulator',
      expires_at: token.expiresAtMs === null ? 0 : Math.floor(token.expiresAtMs / 1000),
      data_access_expires_at: 0,
      is_valid: isValid,
      issued_at: Math.floor(token.issuedAtMs / 1000),
      scopes: token.scopes,
      granular_scopes: token.scopes.map((scope) => granular(world, scope)),
      user_id: '700000000000009',
      ...(isValid ? {} : { error: reason }),
    },
  })
}

function granular(world: World, scope: string): object {
  const { identity, account } = world
  if (!account.isAssignedToToken && scope.startsWith('whatsapp')) return { scope, target_ids: [] }
  if (scope.startsWith('whatsapp')) return { scope, target_ids: [identity.wabaId] }
  if (scope === 'catalog_management') return { scope, target_ids: [identity.catalogId] }
  // Missing ids stand for every asset of the user.
  return { scope }
}
