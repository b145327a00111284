import { useHashLocation } from 'wouter/use-hash-location'

/** Goes to an address made by `routes`. */
export const useGo = (): ((path: string) => void) => {
  const [, navigate] = useHashLocation()
  return navigate
}
