import type { CallbackCaller } from '../../webhooks/post.ts'
import { readEdge, readNode, readToken } from '../reads.ts'
import { readSubscription, subscribe, unsubscribe } from '../subscriptions.ts'
import { missingObject, refuse } from '../problems.ts'
import type { Area } from './area.ts'

/** The management side: templates, catalog, number and account. */
export function createManagementAreas(caller: CallbackCaller): readonly Area[] {
  return [
    {
      kinds: { account: (world, id) => id === world.identity.wabaId },
      routes: [
        { method: 'GET', path: '{account}/subscribed_apps', handle: readSubscription },
        {
          method: 'POST',
          path: '{account}/subscribed_apps',
          handle: async (world, request) => subscribe(world, caller, await request.fields()),
        },
        { method: 'DELETE', path: '{account}/subscribed_apps', handle: unsubscribe },
        { method: 'GET', path: 'debug_token', handle: (world, request) => readToken(world, request.url) },
        { method: 'GET', path: '{id}', handle: (world, { ids, url }) => readNode(world, ids['id'] ?? '', url) },
        {
          method: 'GET',
          path: '{id}/{edge}',
          handle: (world, { ids, url }) => {
            const place = { id: ids['id'] ?? '', edge: ids['edge'] ?? '' }
            return readEdge(world, place, url) ?? refuse(missingObject(place.id, 'GET'))
          },
        },
      ],
    },
  ]
}
