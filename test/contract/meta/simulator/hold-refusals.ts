import { graphErrorBodySchema } from '#contract/cloud-api/answers.ts'
import { findGraphError } from '#contract/cloud-api/error-catalogue.ts'
import { openPlayed, personOf, type Played } from './played.ts'

const text = { messaging_product: 'whatsapp', recipient_type: 'individual', to: personOf(0), type: 'text', text: { body: 'Hello' } }
const template = (name: string) => ({ ...text, type: 'template', text: undefined, template: { name, language: { code: 'en' } } })
const send = ({ api }: Played, body: object) => api.messenger().send(JSON.stringify(body), new AbortController().signal)

type Refusal = readonly [what: string, run: (played: Played) => Promise<unknown>]

/** Calls that Meta refuses. Each leaves the simulator as it was, but for the last ones. */
const refusals: readonly Refusal[] = [
  ['free text outside the window', (played) => send(played, text)],
  ['a template that is not there', (played) => send(played, template('nothing_of_the_kind'))],
  ['a template with the wrong number of values', (played) => send(played, template('hello'))],
  ['an account that is not there', ({ api }) => api.business.accounts('999999999999999')],
  ['a template by an unknown id', ({ api }) => api.templates.read('999999999999999')],
  ['templates of another account', ({ api }) => api.templates.migrate({ source_waba_id: '100000000000777' })],
  ['a file that is gone', ({ api }) => api.media.read('999999999999999')],
  ['somebody who never wrote', ({ api }) => api.blocks.add([{ user: personOf(9) }])],
  ['a QR code that is not there', ({ api }) => api.qrCodes.read('ABCDEFGHIJKLMN')],
  ['a sync of a number without phone app', ({ api }) => api.coexistence.requestSync('history')],
  ['a code for a number that is verified', ({ api }) => api.number.requestCode({ code_method: 'SMS', language: 'en_US' })],
  ['a wrong code', ({ api }) => api.number.verifyCode('000000')],
  ['a product of an unknown catalog', ({ api }) => api.catalog.products('999999999999999')],
  [
    'a missing permission',
    async ({ api, control }) => [await control('token', { without: ['whatsapp_business_management'] }), await api.templates.list()][1],
  ],
  [
    'a number that is not registered',
    async (played) => [await played.control('number', { registered: false }), await send(played, template('hello'))][1],
  ],
  ['a key that ran out', async ({ api, control }) => [await control('token', { expiresInSeconds: 0 }), await api.number.read()][1]],
]

/** Makes the simulator refuse, and holds each refusal against Meta's shape of errors and the list of known ones. */
export async function holdRefusals(): Promise<{ readonly held: number; readonly violations: readonly string[] }> {
  const played = await openPlayed()
  const violations: string[] = []
  try {
    for (const [what, run] of refusals) {
      const before = played.recorder.seen.length
      await run(played)
      // Only what this call brought: one that never left must not pass by the refusal before it.
      const last = played.recorder.seen.slice(before).at(-1)
      if (last === undefined || last.status < 400) violations.push(`${what} was not refused`)
      else violations.push(...faultsOf(last.answer).map((fault) => `${what}: ${fault}`))
    }
  } finally {
    await played.close()
  }
  return { held: refusals.length, violations }
}

function faultsOf(answer: string): readonly string[] {
  const parsed = graphErrorBodySchema.safeParse(JSON.parse(answer))
  if (!parsed.success) return [`another shape of error: ${answer.slice(0, 200)}`]
  const { code, error_subcode: subcode, fbtrace_id: trace, type } = parsed.data.error
  return [
    ...(findGraphError(code, subcode) === null ? [`error ${code}/${subcode ?? ''} is not on the list of known ones`] : []),
    ...(trace === undefined || type === undefined ? ['an error without type or trace'] : []),
  ]
}
