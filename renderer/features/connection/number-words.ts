import type { NumberChoice } from './types.ts'

const unregistered: ReadonlySet<string> = new Set(['PENDING', 'UNVERIFIED', 'DISCONNECTED', 'DELETED'])

/** Whether a number must still be registered before it can send. Numbers shared with the phone app never are. @source reference part 7, number */
export const needsRegistration = ({ status, isOnPhoneApp }: Pick<NumberChoice, 'status' | 'isOnPhoneApp'>): boolean =>
  !isOnPhoneApp && unregistered.has(status)

/** What becomes of the WhatsApp Business app on the phone, as the name of a text. */
export const phoneAppWords = (choice: Pick<NumberChoice, 'status' | 'isOnPhoneApp'>) =>
  choice.isOnPhoneApp
    ? ('connection.phoneApp.keeps' as const)
    : needsRegistration(choice)
      ? ('connection.phoneApp.willStop' as const)
      : ('connection.phoneApp.stopped' as const)
