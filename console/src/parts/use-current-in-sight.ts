import { type RefObject, useEffect, useRef } from "react";

/** Of tabs that do not fit into the width, the one that is shown is rolled into sight. */
export function useCurrentInSight(): RefObject<HTMLElement> {
  const tabs = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = tabs.current?.querySelector<HTMLElement>("[aria-current]");
    if (!tabs.current || !current) return;
    const { offsetLeft, offsetWidth } = current;
    const ahead = offsetLeft + offsetWidth - tabs.current.offsetLeft - tabs.current.clientWidth;
    if (ahead > 0) tabs.current.scrollLeft = ahead + offsetWidth / 2;
  });
  return tabs;
}
