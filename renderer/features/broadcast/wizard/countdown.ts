/** Time between "Send" and the first message, ms. @source UX level 2: what leaves the laptop is held */
export const HELD_MS = 10_000

/** Where an approved broadcast stands before it starts. */
export type Countdown =
  | { readonly kind: 'counting'; readonly endsAt: number; readonly secondsLeft: number }
  | { readonly kind: 'starting' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed' }

export type CountdownEvent =
  | { readonly kind: 'tick'; readonly now: number }
  | { readonly kind: 'start-now' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'failed' }

/** Begins to count. */
export const beginCountdown = (now: number): Countdown => ({ kind: 'counting', endsAt: now + HELD_MS, secondsLeft: HELD_MS / 1000 })

/** While it counts, and after a start that failed, both ways are open. */
const canDecide = (state: Countdown): boolean => state.kind === 'counting' || state.kind === 'failed'

/** A laptop that slept wakes up after the end; a clock that was set back never makes the wait longer than it was. */
const tick = (state: Extract<Countdown, { readonly kind: 'counting' }>, now: number): Countdown =>
  now >= state.endsAt
    ? { kind: 'starting' }
    : { ...state, secondsLeft: Math.min(state.secondsLeft, Math.ceil((state.endsAt - now) / 1000)) }

/** What an event makes of the countdown. Once it starts or is cancelled, no tick brings it back. */
export function countdown(state: Countdown, event: CountdownEvent): Countdown {
  switch (event.kind) {
    case 'tick':
      return state.kind === 'counting' ? tick(state, event.now) : state
    case 'start-now':
      return canDecide(state) ? { kind: 'starting' } : state
    case 'cancel':
      return canDecide(state) ? { kind: 'cancelled' } : state
    case 'failed':
      return state.kind === 'starting' ? { kind: 'failed' } : state
  }
}
