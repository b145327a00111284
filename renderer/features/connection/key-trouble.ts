import type { AppError } from '../../bridge/index.ts'

/** Why keys are refused, in the order in which it happens most. */
export const keyReasons = ['ended', 'permission', 'business', 'copied'] as const
/** One of the reasons. */
export type KeyReason = (typeof keyReasons)[number]

/** Meta's subcodes of a key that has ended or was taken back; 467 is one that came incomplete. @source reference part 1, error-codes.json */
const ended: ReadonlySet<unknown> = new Set([458, 460, 463])

/** The reason that a refusal of a key names; null when it could be any. */
export function keyReasonOf({ code, params }: AppError): KeyReason | null {
  const subcode = params?.['metaSubcode']
  switch (code) {
    case 'meta-key-refused':
      return ended.has(subcode) ? 'ended' : subcode === 467 ? 'copied' : null
    case 'key-scope-missing':
      return 'permission'
    case 'meta-permission-missing':
      return subcode === 33 ? 'business' : 'permission'
    case 'number-not-reached':
      return 'business'
    default:
      return null
  }
}

/** Whether a failure is about the key at all, so that its reasons help. */
export const isKeyTrouble = ({ code }: AppError): boolean =>
  code === 'meta-key-refused' || code === 'key-scope-missing' || code === 'meta-permission-missing' || code === 'number-not-reached'
