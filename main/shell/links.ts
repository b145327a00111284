import { dialog, shell, type BrowserWindow } from 'electron'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { allowExternalLink } from '../security/index.ts'
import type { Translate } from '../translate.ts'

const OPEN = 0
const CANCEL = 1

/** Opens an address in the browser after the person has seen its host; refuses what may not leave the app. */
export const openLink = async (
  { window, translate }: { readonly window: () => BrowserWindow | undefined; readonly translate: Translate },
  address: string,
): Promise<Result<Record<string, never>>> => {
  const link = allowExternalLink(address)
  const parent = window()
  if (link === undefined || parent === undefined) return fail('address-refused')
  const { response } = await dialog.showMessageBox(parent, {
    type: 'question',
    message: translate('link.question', { host: link.host }),
    detail: translate('link.detail', { host: link.host }),
    buttons: [translate('link.open'), translate('link.cancel')],
    defaultId: CANCEL,
    cancelId: CANCEL,
  })
  if (response === OPEN) await shell.openExternal(link.url)
  return ok({})
}
