import type { PhoneNumberNode } from '#contract/cloud-api/answers.ts'
import type {
  NumberSettings,
  RegisterRequest,
  RequestCodeRequest,
  SaveSettingsRequest,
  SetUsernameRequest,
  Username,
} from '#contract/cloud-api/manage-number.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { deregisterNumber } from './deregister.ts'
import { listNumbers } from './list-numbers.ts'
import { readNumber, readNumberDetails } from './read-number.ts'
import { readSettings } from './read-settings.ts'
import { readUsername } from './read-username.ts'
import { registerNumber } from './register.ts'
import { removeUsername } from './remove-username.ts'
import { requestCode } from './request-code.ts'
import { saveSettings } from './save-settings.ts'
import { setDisplayName } from './set-display-name.ts'
import { setPin } from './set-pin.ts'
import { setUsername } from './set-username.ts'
import { suggestUsernames } from './suggest-usernames.ts'
import { verifyCode } from './verify-code.ts'

/** The number itself: state, set-up, settings and its name for people. */
export type NumberOperations = {
  /** Name, quality, limit and pace. */
  read(): Promise<Result<PhoneNumberNode>>
  /** The same with health, verification and callbacks; old versions and some providers refuse the longer list. */
  readDetails(): Promise<Result<PhoneNumberNode>>
  /** Every number of the account. */
  list(): Promise<Result<readonly PhoneNumberNode[]>>
  requestCode(request: RequestCodeRequest): Promise<Result<void>>
  /** @param code six digits */
  verifyCode(code: string): Promise<Result<void>>
  register(request: RegisterRequest): Promise<Result<void>>
  deregister(): Promise<Result<void>>
  settings(): Promise<Result<NumberSettings>>
  /** One group of settings at a time. */
  saveSettings(request: SaveSettingsRequest): Promise<Result<void>>
  /** @param pin six digits */
  setPin(pin: string): Promise<Result<void>>
  /** Meta reviews the name before it is shown. */
  setDisplayName(name: string): Promise<Result<void>>
  username(): Promise<Result<Username>>
  setUsername(request: SetUsernameRequest): Promise<Result<void>>
  removeUsername(): Promise<Result<void>>
  usernameSuggestions(): Promise<Result<readonly string[]>>
}

export const numberOperations = (deps: CallDeps, ids: { readonly account: string; readonly number: string }): NumberOperations => ({
  read: () => readNumber(deps, ids.number),
  readDetails: () => readNumberDetails(deps, ids.number),
  list: () => listNumbers(deps, ids.account),
  requestCode: (request) => requestCode(deps, ids.number, request),
  verifyCode: (code) => verifyCode(deps, ids.number, code),
  register: (request) => registerNumber(deps, ids.number, request),
  deregister: () => deregisterNumber(deps, ids.number),
  settings: () => readSettings(deps, ids.number),
  saveSettings: (request) => saveSettings(deps, ids.number, request),
  setPin: (pin) => setPin(deps, ids.number, pin),
  setDisplayName: (name) => setDisplayName(deps, ids.number, name),
  username: () => readUsername(deps, ids.number),
  setUsername: (request) => setUsername(deps, ids.number, request),
  removeUsername: () => removeUsername(deps, ids.number),
  usernameSuggestions: () => suggestUsernames(deps, ids.number),
})
