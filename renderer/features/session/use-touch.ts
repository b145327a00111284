import { useEffect } from 'react'
import { call } from '../../bridge/index.ts'

/** The lock is wound this often at most; well below the shortest time until it falls. */
const EVERY_MS = 15_000

/** Tells the engine that somebody presses keys or moves the mouse. */
export function useTouch(): void {
  useEffect(() => {
    let last = -Infinity
    const touch = (): void => {
      const now = performance.now()
      if (now - last < EVERY_MS) return
      last = now
      void call('session.touch', {})
    }
    const events = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const
    for (const event of events) window.addEventListener(event, touch, { passive: true, capture: true })
    return () => {
      for (const event of events) window.removeEventListener(event, touch, { capture: true })
    }
  }, [])
}
