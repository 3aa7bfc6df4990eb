import type { ReactNode } from "react";
import { useWords } from "../words/words.js";
import { Keys } from "./keys.js";
import { NavigationEntry, useNavigation } from "./navigation.js";

/** In a webmail's frame, whose head and side stand round it already: the screens, and the way from one to the next. */
export function FramedPage({ children }: { readonly children: ReactNode }) {
  const { say } = useWords();
  const entries = useNavigation();
  return (
    <div className="framed">
      <nav className="tabs1" aria-label={say("consoleFrame.main")}>
        {entries.map(({ screen, to }) => (
          <NavigationEntry key={screen.path} screen={screen} to={to} withIcon={false} />
        ))}
      </nav>
      <Keys />
      {children}
    </div>
  );
}
