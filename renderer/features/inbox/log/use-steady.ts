import { useEffect, useRef, useState } from 'react'

type Acts<T> = { readonly [Name in keyof T]: (...given: never[]) => void }

/** The same functions as long as it is on screen, which do what the latest ones do: what is given them need not be drawn anew. */
export function useSteady<T extends Acts<T>>(acts: T): T {
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  })
  const [steady] = useState(() => {
    const names = Object.keys(acts) as (keyof T)[]
    return Object.fromEntries(names.map((name) => [name, (...given: never[]) => latest.current[name](...given)])) as T
  })
  return steady
}
