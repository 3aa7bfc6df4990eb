import type { ReactNode } from "react";
import { useWords } from "../words/words.js";
import { AccountMenu } from "./account-menu.js";
import { BrandLine } from "./brand-line.js";
import { Keys } from "./keys.js";
import { NavigationEntry, useNavigation } from "./navigation.js";
import { useStanding } from "./viewer.js";

/** One column, tabs on top: what a mailbox's own user sees. */
export function MailboxFrame({ children }: { readonly children: ReactNode }) {
  const { say } = useWords();
  const { frame } = useStanding();
  const entries = useNavigation();
  return (
    <div className="uframe">
      <header className="utop">
        <div className="in">
          <BrandLine />
          <nav className="tabs1" aria-label={say("consoleFrame.main")}>
            {entries.map(({ screen, to }) => (
              <NavigationEntry key={screen.path} screen={screen} to={to} withIcon={false} />
            ))}
          </nav>
          <AccountMenu />
        </div>
      </header>
      <Keys />
      <div>
        {children}
        <footer className="ufoot small muted">
          <span>
            <ZoneInWords />
          </span>
          {frame.supportContact !== null && <span>{say("consoleFrame.help", { contact: frame.supportContact })}</span>}
        </footer>
      </div>
    </div>
  );
}

export function ZoneInWords() {
  const { say, zone } = useWords();
  return zone.place === "UTC"
    ? say("consoleFrame.zoneUtc")
    : say("consoleFrame.zone", { zone: zone.place, offset: zone.offset });
}
