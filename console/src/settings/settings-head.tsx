import { Link } from "@tanstack/react-router";
import { type ScopeKind, useShownScope } from "../frame/scope.js";
import { PageHead } from "../parts/page-head.js";
import { useCurrentInSight } from "../parts/use-current-in-sight.js";
import { type ConsoleKey, useWords } from "../words/words.js";

interface Tab {
  readonly path: string;
  readonly words: Extract<ConsoleKey, `consoleSettings.${string}`>;
}

const BRAND: Tab = { path: "settings", words: "consoleSettings.brand" };
const LIMITS: Tab = { path: "settings/limits", words: "consoleSettings.limits" };

const HELP: Tab = { path: "settings/help", words: "consoleSettings.help" };
const KEYS: Tab = { path: "settings/keys", words: "consoleSettings.keys" };
const WEBHOOKS: Tab = { path: "settings/webhooks", words: "consoleSettings.webhooks" };
const PROOF: Tab = { path: "settings/proof", words: "consoleSettings.proof" };
const PEOPLE: Tab = { path: "settings/people", words: "consoleSettings.people" };

const TABS: Readonly<Record<ScopeKind, readonly Tab[]>> = {
  me: [],
  d: [{ ...LIMITS, path: "settings" }, PEOPLE, WEBHOOKS, PROOF],
  r: [BRAND, HELP, LIMITS, PEOPLE, KEYS, WEBHOOKS],
  p: [BRAND, LIMITS, PEOPLE, KEYS, WEBHOOKS],
};

/** One sentence, and the parts of the settings. */
export function SettingsHead({ lead }: { readonly lead: string }) {
  const { say } = useWords();
  const { kind, path } = useShownScope();
  return (
    <>
      <PageHead title={say("consolePage.settings")}>{lead}</PageHead>
      <nav ref={useCurrentInSight()} className="views tabs" aria-label={say("consoleSettings.parts")}>
        {TABS[kind].map(({ path: tab, words }) => (
          <Link
            key={tab}
            to={`${path}/${tab}`}
            activeOptions={{ exact: true, includeSearch: false }}
            activeProps={{ "aria-current": "page" }}
          >
            {say(words)}
          </Link>
        ))}
      </nav>
    </>
  );
}
