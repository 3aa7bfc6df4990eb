import { Link } from "@tanstack/react-router";
import { Icon } from "../parts/icon.js";
import { SCREENS } from "../screens.js";
import { useWords } from "../words/words.js";
import { useShownScope } from "./scope.js";
import type { Screen } from "./screen.js";

/** The screens of the scope that is shown, with their paths. */
export function useNavigation(): readonly { readonly screen: Screen; readonly to: string }[] {
  const { kind, path } = useShownScope();
  return SCREENS.filter(({ scopes, isInNavigation }) => scopes.includes(kind) && isInNavigation !== false).map(
    (screen) => ({ screen, to: [path, screen.path].filter(Boolean).join("/") }),
  );
}

interface EntryProps {
  readonly screen: Screen;
  readonly to: string;
  readonly className?: string;
  readonly withIcon?: boolean;
  readonly countClass?: string;
  readonly isShort?: boolean;
}

export function NavigationEntry(props: EntryProps) {
  const { screen, to, className, withIcon = true, countClass = "count", isShort = false } = props;
  const { say, number } = useWords();
  const count = (screen.useCount ?? noCount)();
  return (
    <Link
      to={to}
      className={className}
      activeOptions={{ exact: screen.path === "", includeSearch: false }}
      activeProps={{ "aria-current": "page" }}
    >
      {withIcon && <Icon name={screen.icon} isLarge />}
      <span className="navname">{say((isShort ? screen.phoneTitle : null) ?? screen.title)}</span>
      {count !== null && count > 0 && (
        <span className={countClass}>
          {number(count)}
          <span className="vh"> {say("consoleFrame.waiting")}</span>
        </span>
      )}
    </Link>
  );
}

function noCount(): null {
  return null;
}
