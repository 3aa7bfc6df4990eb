import { Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Address } from "../parts/address.js";
import { Icon } from "../parts/icon.js";
import { SearchBox } from "../search/search-box.js";
import { useWords } from "../words/words.js";
import { AccountMenu } from "./account-menu.js";
import { BrandLine } from "./brand-line.js";
import { Keys } from "./keys.js";
import { ZoneInWords } from "./mailbox-frame.js";
import { NavigationEntry, useNavigation } from "./navigation.js";
import { NextDate } from "./next-date.js";
import { ownScopePath, useShownScope } from "./scope.js";
import { ScopeSwitcher } from "./scope-switcher.js";
import { useShownReseller } from "./shown-reseller.js";
import { useStanding } from "./viewer.js";

const ON_PHONE = 3;

/** Side bar, head and, on a phone, a bar at the bottom: what administrators of all kinds see. */
export function AdministratorFrame({ children }: { readonly children: ReactNode }) {
  const { say } = useWords();
  const entries = useNavigation();
  return (
    <div className="frame">
      <aside className="side" aria-label={say("consoleFrame.side")}>
        <div>
          <BrandLine />
          <nav className="nav" aria-label={say("consoleFrame.main")}>
            <ul>
              {entries.map(({ screen, to }) => (
                <li key={screen.path} title={say(screen.title)}>
                  <NavigationEntry screen={screen} to={to} />
                </li>
              ))}
            </ul>
          </nav>
          <div className="foot">
            <NextDate />
            <div className="zone">
              <Icon name="clock" />
              <ZoneInWords />
            </div>
          </div>
        </div>
      </aside>
      <header className="top">
        <ScopeTrail />
        <SearchBox />
        <HelpLink />
        <AccountMenu />
      </header>
      <Keys hasSearch />
      {children}
      <nav className="tabbar" aria-label={say("consoleFrame.mainPhone")}>
        {entries.slice(0, ON_PHONE).map(({ screen, to }) => (
          <NavigationEntry key={screen.path} screen={screen} to={to} countClass="dotn" isShort />
        ))}
        {entries.length > ON_PHONE && <MoreOnPhone />}
      </nav>
    </div>
  );
}

/** On a phone it is in the menu of the account. */
function HelpLink() {
  const { say } = useWords();
  const { path } = useShownScope();
  return (
    <Link className="iconbtn helpb" to={`${path}/help`} aria-label={say("consolePage.help")}>
      <Icon name="help" isLarge />
    </Link>
  );
}

/** What does not fit into the bar at the bottom. */
function MoreOnPhone() {
  const { say } = useWords();
  const entries = useNavigation().slice(ON_PHONE);
  return (
    <Menu position="top-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button type="button" className="tabmore">
          <Icon name="menu" isLarge />
          {say("consoleFrame.more")}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {entries.map(({ screen, to }) => (
          <Menu.Item key={screen.path} leftSection={<Icon name={screen.icon} />} component={Link} to={to}>
            {say(screen.title)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Where one is; above a domain or reseller that is not one's own, the way back. */
function ScopeTrail() {
  const { say } = useWords();
  const { viewer } = useStanding();
  const { kind, name, path } = useShownScope();
  const reseller = useShownReseller();
  const own = ownScopePath(viewer);
  const ownName = viewer.scopeKind === "PLATFORM" ? say("consoleFrame.platform") : viewer.scopeName;
  return (
    <nav className="scope" aria-label={say("consoleFrame.scope")}>
      {path !== own && (
        <>
          <Link to={own}>{ownName}</Link>
          <span className="sep">/</span>
        </>
      )}
      <ScopeSwitcher>
        {kind === "d" ? <Address value={name ?? ""} isPlain /> : (reseller?.brandName ?? reseller?.name ?? ownName)}
      </ScopeSwitcher>
    </nav>
  );
}
