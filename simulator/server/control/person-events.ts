import { z } from 'zod'
import { setPromotions } from '../../behaviour/customers.ts'
import { type Person, readDigits } from '../../behaviour/people.ts'
import { changeIdentity, changeNumber, changeUserId } from '../../behaviour/person-changes.ts'
import { editPart, revokePart } from '../../webhooks/parts.ts'
import { type ControlCalls, ControlError, controlCall, findPerson } from './define.ts'
import { says } from './message-events.ts'

/** A text under the new id may come before the news of the change. */
const firstWords = { firstText: z.string().optional() }

/** What happens to people themselves and to what they wrote. @source reference part 8.3, 8.5 and 12.1 */
export const personEvents: ControlCalls = {
  edit: says('"original":wamid,"text"', { original: z.string(), text: z.string() }, ({ original, text }) => editPart(original, text)),
  revoke: says('"original":wamid', { original: z.string() }, ({ original }) => revokePart(original)),
  'number-change': controlCall(
    '{"from","to":"+886…","firstText"?} a new number and user id; firstText comes under them before the news',
    z.strictObject({ from: z.string(), to: z.string(), ...firstWords }),
    (world, { from, to, firstText }) => {
      const person = findPerson(world, from)
      const digits = readDigits(to)
      if (digits === null) throw new ControlError(`"${to}" is no phone number`)
      if (!changeNumber(world, person, { digits, firstText })) throw new ControlError(`${to} belongs to somebody already`)
      return describePerson(person)
    },
  ),
  'user-id-change': controlCall(
    '{"from","firstText"?,"field"?:"user_id_update"} a new user id',
    z.strictObject({ from: z.string(), ...firstWords, field: z.enum(['messages', 'user_id_update']).default('messages') }),
    (world, { from, ...telling }) => {
      const person = findPerson(world, from)
      changeUserId(world, person, telling)
      return describePerson(person)
    },
  ),
  'identity-change': controlCall('{"from"} a new phone', z.strictObject({ from: z.string() }), (world, { from }) => {
    changeIdentity(world, findPerson(world, from))
    return undefined
  }),
  username: controlCall(
    '{"from","username":"@mei"|null} from now on the number hides behind the username',
    z.strictObject({ from: z.string(), username: z.string().startsWith('@').nullable() }),
    (world, { from, username }) => {
      const person = findPerson(world, from)
      world.people.changeUsername(person, username)
      person.lastWrittenToNumberMs = null
      return undefined
    },
  ),
  preference: controlCall(
    '{"from","value":"stop"|"resume"|"signup","signupId"?} a wish about offers',
    z.strictObject({ from: z.string(), value: z.enum(['stop', 'resume', 'signup']), signupId: z.string().optional() }),
    (world, { from, value, signupId }) => {
      setPromotions(world, findPerson(world, from), { value, ...(signupId === undefined ? {} : { signupId }) })
      return undefined
    },
  ),
}

function describePerson({ userId, digits }: Person): object {
  return { userId, digits }
}
