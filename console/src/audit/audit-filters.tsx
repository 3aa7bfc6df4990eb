import { Button } from "../parts/button.js";
import { useWords } from "../words/words.js";
import type { useAuditFilter } from "./use-audit-filter.js";

const ACTORS = [
  ["ADMINISTRATOR", "consoleAudit.byAdministrator"],
  ["ACCOUNT", "consoleAudit.byMailbox"],
  ["API_KEY", "consoleAudit.byKey"],
  ["ISSUER", "consoleAudit.byIssuer"],
  ["LINK", "consoleAudit.byOwner"],
  ["SYSTEM", "consoleAudit.bySystem"],
] as const;

/** Who did it, and from which day to which; in the address bar as soon as it is chosen. */
export function AuditFilters({ shown }: { readonly shown: ReturnType<typeof useAuditFilter> }) {
  const { say } = useWords();
  const { actor, since, until, change } = shown;
  return (
    <search className="tools">
      <label className="pick">
        <span>{say("consoleAudit.actor")}</span>
        <select value={actor} onChange={(event) => change({ actor: event.currentTarget.value || undefined })}>
          <option value="">{say("consoleAudit.anybody")}</option>
          {ACTORS.map(([kind, words]) => (
            <option key={kind} value={kind}>
              {say(words)}
            </option>
          ))}
        </select>
      </label>
      <label className="pick">
        <span>{say("consoleAudit.from")}</span>
        <input
          type="date"
          value={since}
          max={until || undefined}
          onChange={(event) => change({ since: event.currentTarget.value || undefined })}
        />
      </label>
      <label className="pick">
        <span>{say("consoleAudit.to")}</span>
        <input
          type="date"
          value={until}
          min={since || undefined}
          onChange={(event) => change({ until: event.currentTarget.value || undefined })}
        />
      </label>
      {(actor || since || until) && (
        <Button
          isSmall
          kind="quiet"
          icon="cross"
          onClick={() => change({ actor: undefined, since: undefined, until: undefined })}
        >
          {say("consoleAudit.clear")}
        </Button>
      )}
    </search>
  );
}
