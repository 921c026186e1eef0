/** A token bucket as it is kept between runs. */
export type TokenBucket = { readonly tokens: number; readonly atMs: number };

/** Tokens a minute, and the most that can be saved up. */
export type BucketRate = { readonly perMinute: number; readonly capacity: number };

/**
 * The bucket as of `nowMs`. A clock that went back adds nothing and never takes tokens away.
 */
export function refill(bucket: TokenBucket, rate: BucketRate, nowMs: number): TokenBucket {
  const passedMs = Math.max(0, nowMs - bucket.atMs);
  return { tokens: Math.min(rate.capacity, bucket.tokens + (passedMs / 60_000) * rate.perMinute), atMs: nowMs };
}

/** Milliseconds until a refilled bucket holds one token; 0 when it does. */
export function waitForToken(bucket: TokenBucket, rate: BucketRate): number {
  return bucket.tokens >= 1 ? 0 : Math.ceil(((1 - bucket.tokens) / rate.perMinute) * 60_000);
}
