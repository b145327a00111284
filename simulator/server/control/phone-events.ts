import { z } from 'zod'
import { tellAddressBook, tellHistory, writeOnPhone } from '../../behaviour/phone.ts'
import type { EchoPart } from '../../webhooks/coexistence.ts'
import { editPart, revokePart, textPart } from '../../webhooks/parts.ts'
import { type ControlCalls, ControlError, controlCall, findPerson } from './define.ts'

const echoSchema = z.strictObject({
  to: z.string(),
  text: z.string().optional(),
  edits: z.string().optional(),
  revokes: z.string().optional(),
})

/** What happens on the shop's own phone. @source reference part 14 */
export const phoneEvents: ControlCalls = {
  echo: controlCall(
    '{"to","text"} | {"to","edits":wamid,"text"} | {"to","revokes":wamid}: staff on the phone',
    echoSchema,
    (world, wish) => ({
      id: writeOnPhone(world, findPerson(world, wish.to), echoPartOf(wish)),
    }),
  ),
  'state-sync': controlCall(
    '{"people"?:50,"action"?:"add"|"remove"} the phone’s address book',
    z.strictObject({ people: z.int().min(1).max(1_000).default(50), action: z.enum(['add', 'remove']).default('add') }),
    (world, { people, action }) => {
      tellAddressBook(world, people, action)
      return undefined
    },
  ),
  history: controlCall(
    '{"people"?:5,"refused"?:true} chats of 180 days in three phases',
    z.strictObject({ people: z.int().min(1).max(2_000).default(5), refused: z.boolean().default(false) }),
    (world, { people, refused }) => {
      tellHistory(world, refused ? 'refused' : people)
      return undefined
    },
  ),
}

function echoPartOf(wish: z.infer<typeof echoSchema>): EchoPart {
  if (wish.revokes !== undefined) return revokePart(wish.revokes)
  if (wish.text === undefined) throw new ControlError('an echo needs text or revokes')
  return wish.edits === undefined ? textPart(wish.text) : editPart(wish.edits, wish.text)
}
