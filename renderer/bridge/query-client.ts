import { QueryClient } from '@tanstack/react-query'

/**
 * The window's cache of answers. Calls stay on this computer, so being offline must not pause them, and nothing is
 * asked again by itself: events say what became stale.
 */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: 30_000,
        gcTime: 300_000,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
