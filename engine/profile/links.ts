import type { QrCode } from '#contract/cloud-api/manage-customer-door.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import { fail, ok, type AppError, type Result } from '#contract/kernel/result.ts'
import type { ProfileCalls } from './router.ts'

/** Meta's short links, as the client gives them. */
export type LinksApi = {
  list(): Promise<Result<readonly QrCode[]>>
  create(request: { readonly prefilled_message: string }): Promise<Result<QrCode>>
  edit(request: { readonly code: string; readonly prefilled_message: string }): Promise<Result<QrCode>>
  remove(code: string): Promise<Result<void>>
}

type Link = CallOutput<'profile.saveLink'>

const toLink = (code: QrCode): Link => ({
  code: code.code,
  text: code.prefilled_message,
  url: code.deep_link_url ?? `https://wa.me/message/${code.code}`,
})

/**
 * Makes a link. Creating is not idempotent: when the answer got lost, the list is asked whether Meta has one with this
 * text, so that a second try does not make a second link.
 */
async function createOnce(links: LinksApi, text: string): Promise<Result<QrCode>> {
  const made = await links.create({ prefilled_message: text })
  if (made.ok || !isUnclear(made.error)) return made
  const listed = await links.list()
  const found = listed.ok ? listed.value.find((code) => code.prefilled_message === text) : undefined
  return found === undefined ? made : ok(found)
}

/** Failures after which nobody knows whether Meta carried it out. */
const isUnclear = ({ code, retry }: AppError): boolean =>
  code === 'network-unreachable' ||
  code === 'network-timeout' ||
  code === 'meta-answer-unreadable' ||
  (code === 'meta-refused' && retry === 'now')

/** Use cases of short links; nothing is kept here, the list at Meta is the only one. `onChange` is told of each change. */
export function createLinks(api: () => LinksApi | null, onChange: () => void): Pick<ProfileCalls, 'links' | 'saveLink' | 'removeLink'> {
  return {
    links: async () => {
      const codes = await (api()?.list() ?? fail('connection-missing'))
      return codes.ok ? ok({ links: codes.value.map(toLink) }) : codes
    },
    saveLink: async ({ code, text }) => {
      const links = api()
      if (links === null) return fail('connection-missing')
      const saved = await (code === undefined ? createOnce(links, text) : links.edit({ code, prefilled_message: text }))
      if (!saved.ok) return saved
      onChange()
      return ok(toLink(saved.value))
    },
    removeLink: async ({ code }) => {
      const removed = await (api()?.remove(code) ?? fail('connection-missing'))
      if (!removed.ok) return removed
      onChange()
      return ok({})
    },
  }
}
