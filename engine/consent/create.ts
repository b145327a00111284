import { ask, askOne, planAsk } from './ask.ts'
import type { ConsentDeps, ConsentRoom } from './face.ts'
import { hearAnswers, placeOf } from './joining.ts'
import { asksOfPerson } from './personal-data.ts'
import { listPlaces, removePlace, savePlace, starter } from './places.ts'

/** Makes the room; it hears what customers write from here on. */
export function createConsent(deps: ConsentDeps): ConsentRoom {
  hearAnswers(deps)
  return {
    personalData: [asksOfPerson],
    isPlaceWord: (db, text) => placeOf(db, text) !== undefined,
    handlers: {
      'consent.places': () => listPlaces(deps),
      'consent.savePlace': (input) => savePlace(deps, input),
      'consent.removePlace': ({ placeId }) => removePlace(deps, placeId),
      'consent.starter': ({ language }) => starter(deps, language),
      'consent.planAsk': (input) => planAsk(deps, input),
      'consent.ask': (input, context) => ask(deps, input, context),
      'consent.askOne': ({ customerId }, context) => askOne(deps, customerId, context),
    },
  }
}
