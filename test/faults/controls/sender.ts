import { readFileSync } from 'node:fs'

/** Where the number is, and with which key. */
export type Address = { readonly url: string; readonly token: string; readonly apiVersion: string; readonly phoneNumberId: string }

/** What a bad sender is told on its command line: one file with everything. */
export type Orders = { readonly people: readonly string[]; readonly memory: string; readonly to: Address }

export const readOrders = (): Orders => JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Orders

/** Sends one plain message; true when it was answered with 200. */
export async function sendOne(to: Address, person: string): Promise<boolean> {
  const answer = await fetch(`${to.url}/${to.apiVersion}/${to.phoneNumberId}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${to.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: `+${person}`,
      type: 'template',
      template: { name: 'hello', language: { code: 'en' }, components: [{ type: 'body', parameters: [{ type: 'text', text: 'friend' }] }] },
    }),
  })
  await answer.text()
  return answer.ok
}
