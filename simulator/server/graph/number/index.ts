import type { CallbackCaller } from '../../../webhooks/post.ts'
import type { Area } from '../area.ts'
import { readHistory, readHistoryEvents } from '../messages/history.ts'
import { blockUsers, listBlocked, unblockUsers } from './blocks.ts'
import { changeNumber, readNumber } from './node.ts'
import { givePicture, readProfile, saveProfile } from './profile.ts'
import { deleteQrCode, drawQrCode, listQrCodes, readQrCode, saveQrCode } from './qr-codes.ts'
import { deregister, register, requestCode, verifyCode } from './registration.ts'
import { readCompliance, readOfficialAccount, readSettings, saveAutomation, saveCompliance, saveSettings } from './settings.ts'
import { deleteUsername, readUsername, saveUsername, suggestUsernames } from './username.ts'

const scopes = ['whatsapp_business_management'] as const

/** The number: its state, registration, profile, codes, block list. @source reference part 7 */
export function createNumberArea(caller: CallbackCaller): Area {
  return {
    kinds: {
      number: (world, id) => id === world.identity.phoneNumberId,
      history: (world, id) => world.management.messages.hasHistory(id),
    },
    routes: [
      { method: 'GET', path: '{number}', scopes, handle: readNumber },
      { method: 'POST', path: '{number}', scopes, handle: (world, request) => changeNumber(world, caller, request) },
      { method: 'POST', path: '{number}/request_code', scopes, handle: requestCode },
      { method: 'POST', path: '{number}/verify_code', scopes, handle: verifyCode },
      { method: 'POST', path: '{number}/register', scopes, handle: register },
      { method: 'POST', path: '{number}/deregister', scopes, handle: deregister },
      { method: 'GET', path: '{number}/settings', scopes, handle: readSettings },
      { method: 'POST', path: '{number}/settings', scopes, handle: saveSettings },
      { method: 'GET', path: '{number}/whatsapp_business_profile', scopes, handle: readProfile },
      { method: 'POST', path: '{number}/whatsapp_business_profile', scopes, handle: saveProfile },
      { method: 'GET', path: '/profile-picture/{version}', isUnguarded: true, handle: givePicture },
      { method: 'GET', path: '{number}/username', scopes, handle: readUsername },
      { method: 'POST', path: '{number}/username', scopes, handle: saveUsername },
      { method: 'DELETE', path: '{number}/username', scopes, handle: deleteUsername },
      { method: 'GET', path: '{number}/username_suggestions', scopes, handle: suggestUsernames },
      { method: 'GET', path: '{number}/message_qrdls', scopes, handle: listQrCodes },
      { method: 'POST', path: '{number}/message_qrdls', scopes, handle: saveQrCode },
      { method: 'GET', path: '{number}/message_qrdls/{code}', scopes, handle: readQrCode },
      { method: 'DELETE', path: '{number}/message_qrdls/{code}', scopes, handle: deleteQrCode },
      { method: 'GET', path: '/qr-images/{file}', isUnguarded: true, handle: drawQrCode },
      { method: 'GET', path: '{number}/block_users', scopes: ['whatsapp_business_messaging'], handle: listBlocked },
      { method: 'POST', path: '{number}/block_users', scopes: ['whatsapp_business_messaging'], handle: blockUsers },
      { method: 'DELETE', path: '{number}/block_users', scopes: ['whatsapp_business_messaging'], handle: unblockUsers },
      { method: 'POST', path: '{number}/conversational_automation', scopes, handle: saveAutomation },
      { method: 'GET', path: '{number}/business_compliance_info', scopes, handle: readCompliance },
      { method: 'POST', path: '{number}/business_compliance_info', scopes, handle: saveCompliance },
      { method: 'GET', path: '{number}/official_business_account', scopes, handle: readOfficialAccount },
      { method: 'GET', path: '{number}/message_history', scopes, handle: readHistory },
      { method: 'GET', path: '{history}/events', scopes, handle: readHistoryEvents },
    ],
  }
}
