export interface RetrySettings {
  /** Default 2, after the first try. */
  readonly retries?: number;
  /** Of the whole of one try; default 15 s. */
  readonly timeoutMs?: number;
  /** Longest wait that is kept; what asks for more is answered at once. Default 3 s. */
  readonly maxWaitMs?: number;
  readonly fetch?: typeof fetch;
}

const FIRST_WAIT_MS = 250;
/** The server is on its way up or down, or has too much to do: nothing was done. */
const TRY_AGAIN = new Set([502, 503, 504]);

/**
 * `fetch` that tries again: what was refused for the moment (503), and queries that nothing answered. A mutation of which
 * no answer came may have been done, and is repeated only with an idempotency key in it, which makes that harmless.
 */
export function withRetries(settings: RetrySettings = {}): typeof fetch {
  const { retries = 2, timeoutMs = 15_000, maxWaitMs = 3_000 } = settings;
  return async (input, init = {}) => {
    const send = settings.fetch ?? fetch;
    const isRepeatable = mayRepeat(init.body);
    for (let tries = 0; ; tries += 1) {
      const isLast = tries >= retries || init.signal?.aborted === true;
      const wait = FIRST_WAIT_MS * 2 ** tries * (0.75 + Math.random() / 2);
      try {
        const response = await send(input, { ...init, signal: within(timeoutMs, init.signal) });
        const asked = Number(response.headers.get("retry-after") ?? 0) * 1_000;
        if (isLast || !TRY_AGAIN.has(response.status) || asked > maxWaitMs) return response;
        await pause(Math.max(wait, asked));
      } catch (error) {
        if (isLast || !isRepeatable || init.signal?.aborted) throw error;
        await pause(wait);
      }
    }
  };
}

function mayRepeat(body: RequestInit["body"]): boolean {
  if (typeof body !== "string") return false;
  return !/"query":"\s*mutation\b/.test(body) || body.includes('"idempotencyKey":"');
}

function within(timeoutMs: number, signal: AbortSignal | null | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
