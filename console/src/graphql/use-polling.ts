import { useEffect, useRef } from "react";

const EVERY_MS = 5_000;

/** Asks again every few seconds while the page is seen, as long as something is waited for. */
export function usePolling(ask: () => void, isWaiting: boolean, everyMs = EVERY_MS): void {
  const again = useRef(ask);
  again.current = ask;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") again.current();
    }, everyMs);
    return () => clearInterval(timer);
  }, [isWaiting, everyMs]);
}
