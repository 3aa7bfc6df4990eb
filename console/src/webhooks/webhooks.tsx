import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { NotFound } from "../frame/not-found.js";
import { useShownScope } from "../frame/scope.js";
import { useScopeInput } from "../frame/scope-input.js";
import { useList } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { type Column, DataTable } from "../parts/data-table.js";
import { Empty, Failure } from "../parts/list-states.js";
import { Pager } from "../parts/pager.js";
import { Time } from "../parts/time.js";
import { usePageVariables } from "../parts/use-pages.js";
import { SettingsHead } from "../settings/settings-head.js";
import { useWords } from "../words/words.js";
import { MakeWebhook } from "./make-webhook.js";
import { WebhookState } from "./webhook-state.js";
import { WEBHOOKS, type WebhookRow } from "./webhooks.documents.js";

/** Where the changes of a scope are sent. */
export default function Webhooks() {
  const { say } = useWords();
  const scope = useScopeInput();
  const { path } = useShownScope();
  const [isMaking, setMaking] = useState(false);
  const list = useList({
    document: WEBHOOKS,
    variables: { scope: scope ?? null, ...usePageVariables() },
    at: (data) => data.webhooks,
    isPaused: !scope,
  });
  if (scope === undefined) return <NotFound />;
  const isEmpty = !list.isLoading && list.rows.length === 0 && list.problem === null;
  const columns: Column<WebhookRow>[] = [
    {
      id: "name",
      header: say("consoleSecurity.name"),
      kind: "title",
      cell: ({ id, name, url }) => (
        <>
          <Link to={`${path}/settings/webhooks/${encodeURIComponent(id)}`}>{name}</Link>
          <span className="sub mono">{url}</span>
        </>
      ),
    },
    {
      id: "state",
      header: say("consoleTenants.state"),
      kind: "state",
      cell: (row) => <WebhookState row={row} />,
    },
    {
      id: "scope",
      header: say("consoleWebhooks.tellsOf"),
      kind: "quiet",
      cell: ({ domain, reseller }) => <bdi>{domain?.name ?? reseller?.name ?? say("consoleFrame.platform")}</bdi>,
    },
    {
      id: "last",
      header: say("consoleWebhooks.lastDelivered"),
      kind: "plain",
      cell: ({ lastDeliveredAt }) => <Time at={lastDeliveredAt} />,
    },
  ];
  return (
    <>
      <SettingsHead lead={say("consoleWebhooks.lead")} />
      <section className="card" aria-labelledby="webhooks">
        <header>
          <h2 id="webhooks">{say("consolePage.webhooks")}</h2>
          <div className="acts">
            {!isMaking && (
              <Button kind="primary" icon="add" onClick={() => setMaking(true)}>
                {say("consoleWebhooks.make")}
              </Button>
            )}
          </div>
        </header>
        {isMaking && scope !== null && <MakeWebhook scope={scope} onClose={() => setMaking(false)} />}
        {list.problem && <Failure problem={list.problem} loadedAt={list.loadedAt} onRetry={list.refresh} />}
        {isEmpty ? (
          !isMaking && (
            <Empty icon="plane" title={say("consoleWebhooks.none")}>
              {say("consoleWebhooks.noneText")}
            </Empty>
          )
        ) : (
          <DataTable columns={columns} rows={list.rows} rowId={({ id }) => id} isLoading={list.isLoading} />
        )}
        <Pager page={list.page} />
      </section>
    </>
  );
}
