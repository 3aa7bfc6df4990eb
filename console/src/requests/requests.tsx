import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { NotFound } from "../frame/not-found.js";
import { useShownDomain, useShownScope } from "../frame/scope.js";
import { useList } from "../graphql/index.js";
import { ScreenHelp } from "../help/screen-help.js";
import { Address } from "../parts/address.js";
import { DataTable } from "../parts/data-table.js";
import { Empty, Failure } from "../parts/list-states.js";
import { OutcomeNotice } from "../parts/outcome.js";
import { PageHead } from "../parts/page-head.js";
import { Pager } from "../parts/pager.js";
import { usePageVariables } from "../parts/use-pages.js";
import { useSelection } from "../parts/use-selection.js";
import { Views } from "../parts/views.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";
import { DecideDialog } from "./decide-dialog.js";
import { labelOf, requestColumns } from "./request-columns.js";
import { REQUESTS, type Request } from "./requests.documents.js";
import { RequestsBar } from "./requests-bar.js";
import { RuleInForce } from "./rule-in-force.js";
import { type Chosen, type Decision, useDecisions } from "./use-decisions.js";
import { waitingFilter } from "./use-waiting.js";

const STATES = { waiting: "WAITING", approved: "APPROVED", refused: "REFUSED" } as const;
type ViewName = keyof typeof STATES;

/** The queue of a domain, or of all domains below. */
export default function Requests() {
  const { kind } = useShownScope();
  const domain = useShownDomain();
  if (kind === "d" && domain === undefined) return <NotFound />;
  if (kind === "d" && domain === null) return null;
  return <RequestList domain={domain ?? null} />;
}

function RequestList({ domain }: { readonly domain: { readonly id: string; readonly name: string } | null }) {
  const words = useWords();
  const { say } = words;
  const { view = "waiting" } = useSearch({ strict: false }) as { view?: string };
  const current: ViewName = view in STATES ? (view as ViewName) : "waiting";
  const isWaiting = current === "waiting";
  const list = useList({
    document: REQUESTS,
    variables: {
      filter: { state: STATES[current], domainId: domain?.id ?? null },
      waiting: waitingFilter(domain),
      scope: domain === null ? {} : { domainId: domain.id },
      hasRule: domain !== null,
      ...usePageVariables(),
    },
    at: (data) => data.approvals,
  });
  const total = list.page?.totalCount ?? 0;
  const selection = useSelection({ shown: list.rows, idOf, total });
  const [asked, setAsked] = useState<Asked | null>(null);
  const decisions = useDecisions(() => {
    selection.clear();
    list.refresh();
  });
  const waiting = list.data?.waiting.totalCount ?? null;
  const rule = list.data?.policy?.effective.approvalRule;
  const chosen: Chosen =
    selection.isAll && domain !== null
      ? { domainId: domain.id, count: total }
      : { ids: selection.ids, count: selection.count };
  const ask = (decision: Decision, request: Request) =>
    setAsked({ decision, chosen: { ids: [idOf(request)], count: 1 }, rows: [request] });
  const askSelected = (decision: Decision) => setAsked({ decision, chosen, rows: selection.rows });
  const approve = (request: Request) => void decisions.decide("APPROVE", { ids: [idOf(request)], count: 1 });
  const columns = requestColumns(words, isWaiting, domain === null, {
    approve,
    refuse: (request) => ask("REFUSE", request),
    takeBack: (request) => void decisions.takeBack([idOf(request)]),
  });
  return (
    <>
      <PageHead title={say("consolePage.requests")}>
        {domain === null
          ? say("consoleRequests.lead")
          : around(
              (name) => say("consoleRequests.leadDomain", { domain: name }),
              <Address value={domain.name} isPlain />,
            )}
      </PageHead>
      <ScreenHelp of="REQUESTS" />
      <OutcomeNotice outcome={decisions.outcome} onDismiss={decisions.dismiss} />
      {rule && <RuleInForce rule={rule} />}
      <section className="card" aria-labelledby="requests">
        <h2 className="vh" id="requests">
          {say("consoleRequests.list")}
        </h2>
        <Views
          list="requests"
          label={say("consoleRequests.views")}
          current={current}
          views={[
            { name: "waiting", label: say("consoleRequests.waiting"), count: waiting },
            { name: "approved", label: say("consoleRequests.approved") },
            { name: "refused", label: say("consoleRequests.refused") },
          ]}
        />
        {list.problem && <Failure problem={list.problem} loadedAt={list.loadedAt} onRetry={list.refresh} />}
        {list.isLoading || list.rows.length > 0 ? (
          <DataTable
            name="requests"
            columns={columns}
            rows={list.rows}
            rowId={idOf}
            isLoading={list.isLoading}
            keys={isWaiting ? { a: approve, r: (request) => ask("REFUSE", request) } : undefined}
            selectionLabel={(request) => labelOf(say, request)}
            selected={isWaiting ? selection.selected : undefined}
            onSelect={selection.onSelect}
          />
        ) : (
          list.problem === null && (
            <Empty icon="tray" title={say(isWaiting ? "consoleRequests.emptyTitle" : "consoleRequests.emptyOther")}>
              {isWaiting ? say("consoleRequests.emptyText") : null}
            </Empty>
          )
        )}
        {selection.count > 0 && (
          <RequestsBar
            selection={selection}
            allCount={domain === null || total <= selection.count ? null : total}
            isBusy={decisions.isBusy}
            // What was selected one by one has been looked at, and an approval can be taken back.
            onApprove={() => (selection.isAll ? askSelected("APPROVE") : void decisions.decide("APPROVE", chosen))}
            onRefuse={() => askSelected("REFUSE")}
          />
        )}
        <Pager page={list.page} />
      </section>
      {asked !== null && <DecideDialog {...asked} decisions={decisions} onClose={() => setAsked(null)} />}
    </>
  );
}

interface Asked {
  readonly decision: Decision;
  readonly chosen: Chosen;
  readonly rows: readonly Request[];
}

function idOf({ authorization }: Request): string {
  return authorization.id;
}
