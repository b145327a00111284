import { cancelRaffle, getAll, openRaffle, removeRaffle, saveRaffle } from './service.ts'
import { drawWinners, passOverWinner } from './draw.ts'
import { joinEntries, listEntries, takeKeywords } from './entries.ts'
import type { RaffleDeps, RaffleRoom } from './face.ts'
import { freezeList } from './freeze.ts'
import { personalData } from './personal-data.ts'
import { writeProof } from './proof/write-proof.ts'
import { tellWinners } from './tell.ts'

/** Makes the room; it hears what customers write from here on. */
export function createRaffle(deps: RaffleDeps): RaffleRoom {
  takeKeywords(deps)
  deps.customer.onJoin(joinEntries)
  return {
    personalData,
    handlers: {
      'raffle.list': () => getAll(deps),
      'raffle.save': (input) => saveRaffle(deps, input),
      'raffle.open': ({ raffleId }) => openRaffle(deps, raffleId),
      'raffle.entries': (input) => listEntries(deps, input),
      'raffle.freeze': ({ raffleId }) => freezeList(deps, raffleId),
      'raffle.draw': ({ raffleId, seed }) => drawWinners(deps, raffleId, seed),
      'raffle.passOver': (input) => passOverWinner(deps, input),
      'raffle.cancel': ({ raffleId }) => cancelRaffle(deps, raffleId),
      'raffle.remove': ({ raffleId }) => removeRaffle(deps, raffleId),
      'raffle.writeProof': (input) => writeProof(deps, input),
      'raffle.tellWinners': (input, context) => tellWinners(deps, input, context),
    },
  }
}
