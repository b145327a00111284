import type { CallbackCaller } from '../../../webhooks/post.ts'
import { readAppSubscriptions, readSubscription, subscribe, subscribeApp, unsubscribe, unsubscribeApp } from '../../subscriptions.ts'
import type { Area } from '../area.ts'
import { readCreativeChanges, saveCreativeChanges } from './creative-changes.ts'
import { changeAccount, listAccounts, listNothing, listNumbers, readAccount, readBusiness } from './node.ts'
import { createSignup, deleteSignup, editSignup, listSignups, readSignup } from './signups.ts'
import { readPricing } from './spend.ts'
import { readToken } from './token.ts'

const scopes = ['whatsapp_business_management'] as const

/** Account, business, app and token. @source reference parts 1, 7, 8.1 and 12.2 */
export function createAccountArea(caller: CallbackCaller): Area {
  return {
    kinds: {
      account: (world, id) => id === world.identity.wabaId,
      business: (world, id) => id === world.identity.businessId,
      app: (world, id) => id === world.identity.appId,
      signup: (world, id) => world.management.account.signups.has(id),
    },
    routes: [
      { method: 'GET', path: '{account}', scopes, handle: readAccount },
      { method: 'POST', path: '{account}', scopes, handle: changeAccount },
      { method: 'GET', path: '{account}/phone_numbers', scopes, handle: listNumbers },
      { method: 'GET', path: '{account}/subscribed_apps', scopes, handle: readSubscription },
      { method: 'POST', path: '{account}/subscribed_apps', scopes, handle: (world, request) => subscribe(world, caller, request) },
      { method: 'DELETE', path: '{account}/subscribed_apps', scopes, handle: unsubscribe },
      { method: 'GET', path: '{account}/degrees_of_freedom_spec', scopes, handle: readCreativeChanges },
      { method: 'POST', path: '{account}/degrees_of_freedom_spec', scopes, handle: saveCreativeChanges },
      { method: 'GET', path: '{account}/pricing_analytics', scopes, handle: readPricing },
      { method: 'GET', path: '{account}/signups', scopes, handle: listSignups },
      { method: 'POST', path: '{account}/signups', scopes, handle: createSignup },
      ...(['signups/{signup}', '{account}/signups/{signup}', '{signup}'] as const).flatMap((path) => [
        { method: 'GET', path, scopes, handle: readSignup } as const,
        { method: 'POST', path, scopes, handle: editSignup } as const,
        { method: 'DELETE', path, scopes, handle: deleteSignup } as const,
      ]),
      { method: 'GET', path: '{business}', scopes: ['business_management'], handle: readBusiness },
      { method: 'GET', path: '{business}/owned_whatsapp_business_accounts', scopes: ['business_management'], handle: listAccounts },
      { method: 'GET', path: '{business}/client_whatsapp_business_accounts', scopes: ['business_management'], handle: listNothing },
      { method: 'GET', path: '{app}/subscriptions', caller: 'app', handle: readAppSubscriptions },
      { method: 'POST', path: '{app}/subscriptions', caller: 'app', handle: (world, request) => subscribeApp(world, caller, request) },
      { method: 'DELETE', path: '{app}/subscriptions', caller: 'app', handle: unsubscribeApp },
      { method: 'GET', path: 'debug_token', caller: 'either', handle: readToken },
    ],
  }
}
