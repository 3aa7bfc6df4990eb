import { type ReactNode, useLayoutEffect, useRef, useState } from "react";

interface AtItsWidthProps {
  /** Given whole pixels, at least one. */
  readonly children: (width: number) => ReactNode;
}

/** A drawing made for the room that it has: scaled, its words would be smaller than any other words of the page. */
export function AtItsWidth({ children }: AtItsWidthProps) {
  const room = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (room.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(room.current);
    return () => observer.disconnect();
  }, []);
  return <div ref={room}>{width > 0 && children(width)}</div>;
}
