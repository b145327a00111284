import type { Clock } from '../../kernel/index.ts'

/** Says whether one more may come now; else after how many whole seconds. */
export type Rate = (who: string) => { readonly ok: true } | { readonly ok: false; readonly retrySeconds: number }

type Bucket = { left: number; at: number }

/** Lets each caller make so many requests at once, and so many a second after that. */
export function createRate(clock: Clock, { burst, perSecond }: { readonly burst: number; readonly perSecond: number }): Rate {
  const buckets = new Map<string, Bucket>()
  return (who) => {
    const now = clock.monotonic()
    const bucket = buckets.get(who) ?? { left: burst, at: now }
    bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond)
    bucket.at = now
    buckets.set(who, bucket)
    if (bucket.left < 1) return { ok: false, retrySeconds: Math.max(1, Math.ceil((1 - bucket.left) / perSecond)) }
    bucket.left -= 1
    return { ok: true }
  }
}
