import { describe, expect, it } from 'vitest'
import { textOfStarter } from '../draft/starters.ts'
import { refusedPlaces } from './refusal.ts'

const text = { ...textOfStarter('blank', 'en'), body: 'Our box is here. You win a free jackpot today! Come and see.' }
const note = (over: object) => ({ refusedReason: 'INVALID_FORMAT', refusedDetail: null, refusedAdvice: null, ...over })
const shown = (places: ReturnType<typeof refusedPlaces>) => places.map(({ start, end }) => text.body.slice(start, end))

describe('the sentence that was refused', () => {
  it('is the one that Meta quotes', () => {
    expect(shown(refusedPlaces(text, 'MARKETING', note({ refusedDetail: 'The words "free jackpot" are not allowed.' })))).toEqual([
      ' You win a free jackpot today!',
    ])
  })

  it('else the one that our own check would have warned of', () => {
    const shouting = { ...text, body: 'Our box is here. COME AND BUY NOW. Thank you.' }
    const [place] = refusedPlaces(shouting, 'MARKETING', note({}))
    expect(shouting.body.slice(place?.start, place?.end)).toBe(' COME AND BUY NOW.')
    const offer = { ...text, body: 'Your order left. Get 20% off next time. Thank you.' }
    const [promotional] = refusedPlaces(offer, 'MARKETING', note({ refusedReason: 'INCORRECT_CATEGORY' }))
    expect(offer.body.slice(promotional?.start, promotional?.end)).toBe(' Get 20% off next time.')
  })

  it('is none where nobody can tell', () => {
    expect(refusedPlaces(text, 'MARKETING', note({ refusedReason: 'SOMETHING_NEW', refusedDetail: 'No.' }))).toEqual([])
  })
})
