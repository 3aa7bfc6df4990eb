import type { ReactNode } from "react";

/** Stands in a text for what is no text: a private-use character, which nobody types. */
const MARK = "\uE000";

/** A sentence of the catalogue with an element in the place of its one parameter. */
export function around(say: (value: string) => string, element: ReactNode): ReactNode {
  const [before = "", after = ""] = say(MARK).split(MARK);
  return (
    <>
      {before}
      {element}
      {after}
    </>
  );
}
