import { useEffect } from "react";

/** Whether a webmail shows the console in a frame; the server lets nobody else do so than those that its operator named. */
export const IS_FRAMED = window.parent !== window;

/** Tells the webmail how high the page is, as often as that changes: a frame of that height needs no scroll bar of its own. */
export function useToldHeight(origins: readonly string[]): void {
  useEffect(() => {
    if (!IS_FRAMED) return;
    const page = document.getElementById("app");
    if (page === null) return;
    const told = originsAround(origins);
    const observer = new ResizeObserver(() => {
      const message = { type: "mayfrom:height", height: Math.ceil(page.getBoundingClientRect().height) };
      for (const origin of told) window.parent.postMessage(message, origin);
    });
    observer.observe(page);
    return () => observer.disconnect();
  }, [origins]);
}

/** Where the browser does not say which of them it is, all: the message reaches none but the one around. */
function originsAround(allowed: readonly string[]): readonly string[] {
  const around = location.ancestorOrigins?.[0];
  return around === undefined ? allowed : allowed.filter((origin) => origin === around);
}
