import { useEffect, useState } from 'react'

const SETTLE_MS = 200

/** A value once it has not changed for a moment, compared by what it holds. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  const key = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(key) as T), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [key])
  return settled
}
