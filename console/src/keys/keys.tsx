import { useState } from "react";
import { NotFound } from "../frame/not-found.js";
import { useScopeInput } from "../frame/scope-input.js";
import { useList } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { Chip } from "../parts/chip.js";
import { type Column, DataTable } from "../parts/data-table.js";
import { Empty, Failure } from "../parts/list-states.js";
import { type Outcome, OutcomeNotice } from "../parts/outcome.js";
import { Pager } from "../parts/pager.js";
import { RowMenu } from "../parts/row-menu.js";
import { Time } from "../parts/time.js";
import { usePageVariables } from "../parts/use-pages.js";
import { SettingsHead } from "../settings/settings-head.js";
import { useWords, type Words } from "../words/words.js";
import { EndDialog } from "./end-dialog.js";
import { Issuers } from "./issuers.js";
import { KEYS, type KeyRow } from "./keys.documents.js";
import { MakeKey } from "./make-key.js";

/** Programs that act for a scope, and whose sign-ins it trusts. */
export default function Keys() {
  const words = useWords();
  const { say } = words;
  const scope = useScopeInput();
  const list = useList({
    document: KEYS,
    variables: { filter: { scope: scope && !scope.platform ? scope : null }, ...usePageVariables() },
    at: (data) => data.apiKeys,
    isPaused: !scope,
  });
  const [isMaking, setMaking] = useState(false);
  const [ended, setEnded] = useState<KeyRow | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  if (scope === undefined) return <NotFound />;
  const isEmpty = !list.isLoading && list.rows.length === 0 && list.problem === null;
  return (
    <>
      <SettingsHead lead={say("consoleKeys.lead")} />
      <OutcomeNotice outcome={outcome} onDismiss={() => setOutcome(null)} />
      <section className="card" aria-labelledby="keys">
        <header>
          <div>
            <h2 id="keys">{say("consoleKeys.title")}</h2>
            <p>{say("consoleKeys.text")}</p>
          </div>
          <div className="acts">
            {!isMaking && (
              <Button kind="primary" icon="add" onClick={() => setMaking(true)}>
                {say("consoleKeys.make")}
              </Button>
            )}
          </div>
        </header>
        {isMaking && scope !== null && <MakeKey scope={scope} onClose={() => setMaking(false)} />}
        {list.problem && <Failure problem={list.problem} loadedAt={list.loadedAt} onRetry={list.refresh} />}
        {isEmpty ? (
          <Empty icon="key" title={say("consoleKeys.none")}>
            {say("consoleKeys.noneText")}
          </Empty>
        ) : (
          <DataTable
            columns={columnsOf(words, setEnded)}
            rows={list.rows}
            rowId={({ id }) => id}
            isLoading={list.isLoading}
          />
        )}
        <Pager page={list.page} />
      </section>
      {scope !== null && <Issuers scope={scope} />}
      {ended !== null && (
        <EndDialog
          kind="KEY"
          id={ended.id}
          name={ended.name}
          onClose={() => setEnded(null)}
          onDone={() => {
            setOutcome({ tone: "ok", title: say("consoleKeys.revokedTitle", { name: ended.name }) });
            setEnded(null);
          }}
        />
      )}
    </>
  );
}

function columnsOf({ say }: Words, onRevoke: (row: KeyRow) => void): Column<KeyRow>[] {
  return [
    {
      id: "name",
      header: say("consoleSecurity.name"),
      kind: "title",
      cell: ({ name, shownPrefix }) => (
        <>
          <b>{name}</b>
          <span className="sub mono">{shownPrefix}…</span>
        </>
      ),
    },
    {
      id: "for",
      header: say("consoleKeys.actsFor"),
      kind: "quiet",
      cell: ({ domain, reseller, kind }) => (
        <>
          <bdi>{domain?.name ?? reseller?.name ?? say("consoleFrame.platform")}</bdi>
          <span className="sub">{say(kind === "GATEWAY" ? "consoleKeys.gateway" : "consoleKeys.panel")}</span>
        </>
      ),
    },
    {
      id: "used",
      header: say("consoleSecurity.used"),
      kind: "plain",
      cell: ({ lastUsedAt }) => <Time at={lastUsedAt} />,
    },
    {
      id: "since",
      header: say("consoleTenants.since"),
      kind: "plain",
      cell: ({ createdAt }) => <Time at={createdAt} as="day" />,
    },
    {
      id: "state",
      header: say("consoleTenants.state"),
      kind: "state",
      cell: ({ revokedAt }) =>
        revokedAt === null ? (
          <span className="muted">{say("consoleKeys.inUse")}</span>
        ) : (
          <Chip tone="over" icon="ended">
            {say("consoleKeys.revoked")}
          </Chip>
        ),
    },
    {
      id: "acts",
      header: say("consoleList.actions"),
      kind: "menu",
      cell: (row) =>
        row.revokedAt === null ? (
          <RowMenu
            about={row.name}
            actions={[
              { label: say("consoleKeys.revoke"), icon: "cross", isHarmful: true, onSelect: () => onRevoke(row) },
            ]}
          />
        ) : null,
    },
  ];
}
