import { type Client, createClient } from "graphql-ws";
import { WebSocket } from "ws";

/** A signal, or a heartbeat, comes every ten seconds at least; without one for this long the connection is dead. */
const SILENT_AFTER_MS = 25_000;
const MAX_RETRY_MS = 30_000;

export interface ChangeSignals {
  /** Whether commits are being signalled right now; if not, the feed must be asked often. */
  readonly isLive: boolean;
  close(): Promise<void>;
}

/**
 * Listens for commits over the WebSocket, connecting again for as long as it takes. It is a wake-up call and nothing
 * more: a platform, or something in between, that does no WebSockets costs no answer, only some haste.
 */
export function listenForChanges(
  options: { readonly apiUrl: string; readonly gatewayKey: string },
  onSignal: (revision: number) => void,
): ChangeSignals {
  let heardAt = 0;
  let isClosed = false;
  let retryMs = 500;
  let timer: NodeJS.Timeout | undefined;
  let client: Client | null = null;
  const authorization = `Bearer ${options.gatewayKey}`;

  function connect(): void {
    // One client a connection: a refusal or a close that it holds for final is tried again here.
    const current = createClient({
      url: `${options.apiUrl.replace(/^http/, "ws")}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization },
      connectionAckWaitTimeout: 10_000,
      keepAlive: 10_000,
      retryAttempts: 0,
      lazy: true,
    });
    client = current;
    current.subscribe<{ changeSignal: { revision: number } }>(
      { query: "subscription AgentSignals { changeSignal { revision } }" },
      {
        next: ({ data }) => {
          heardAt = Date.now();
          retryMs = 500;
          const revision = data?.changeSignal.revision;
          if (typeof revision === "number") onSignal(revision);
        },
        error: () => retry(current),
        complete: () => retry(current),
      },
    );
  }

  function retry(failed: Client): void {
    heardAt = 0;
    if (client !== failed || isClosed) return;
    void failed.dispose();
    client = null;
    timer = setTimeout(connect, retryMs * (0.5 + Math.random()));
    retryMs = Math.min(retryMs * 2, MAX_RETRY_MS);
  }

  const watchdog = setInterval(() => {
    if (client !== null && heardAt > 0 && Date.now() - heardAt > SILENT_AFTER_MS) {
      client.terminate();
    }
  }, 5_000);
  watchdog.unref();

  connect();
  return {
    get isLive() {
      return Date.now() - heardAt < SILENT_AFTER_MS;
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      clearInterval(watchdog);
      await client?.dispose();
    },
  };
}
