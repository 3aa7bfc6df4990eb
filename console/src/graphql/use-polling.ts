import { useEffect, useRef } from "react";

const EVERY_MS = 5_000;

/** Asks again every five seconds while the page is seen, as long as something is waited for. */
export function usePolling(ask: () => void, isWaiting: boolean): void {
  const again = useRef(ask);
  again.current = ask;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") again.current();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [isWaiting]);
}
