import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { NotFound } from "../frame/not-found.js";
import { useShownDomain, useShownScope } from "../frame/scope.js";
import { useList } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { Confirm } from "../parts/confirm.js";
import { DataTable } from "../parts/data-table.js";
import { isOutside } from "../parts/foreign-mailbox.js";
import { Empty, Failure } from "../parts/list-states.js";
import { OutcomeNotice } from "../parts/outcome.js";
import { PageHead } from "../parts/page-head.js";
import { Pager } from "../parts/pager.js";
import { usePageVariables } from "../parts/use-pages.js";
import { Views } from "../parts/views.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";
import { BulkBar } from "./bulk-bar.js";
import { labelOf, requestColumns } from "./request-columns.js";
import { REQUESTS, type Request } from "./requests.documents.js";
import { RuleInForce } from "./rule-in-force.js";
import { type Selection, useDecisions } from "./use-decisions.js";
import { useWaiting } from "./use-waiting.js";

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
    variables: { filter: { state: STATES[current], domainId: domain?.id ?? null }, ...usePageVariables() },
    at: (data) => data.approvals,
  });
  const [selected, setSelected] = useState<Record<string, boolean>>({});
  const [isAll, setAll] = useState(false);
  const [refused, setRefused] = useState<Selection | null>(null);
  const clear = () => {
    setSelected({});
    setAll(false);
  };
  const decisions = useDecisions(() => {
    clear();
    list.refresh();
  });
  const waiting = useWaiting();
  const ids = Object.keys(selected);
  const chosen = list.rows.filter(({ authorization }) => selected[authorization.id]);
  const total = list.page?.totalCount ?? 0;
  const selection: Selection =
    isAll && domain !== null ? { domainId: domain.id, count: total } : { ids, count: ids.length };
  const one = ({ authorization }: Request): Selection => ({ ids: [authorization.id], count: 1 });
  const columns = requestColumns(words, isWaiting, domain === null, {
    approve: (request) => void decisions.approve(one(request)),
    refuse: (request) => setRefused(one(request)),
    takeBack: ({ authorization }) => void decisions.takeBack([authorization.id]),
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
      <OutcomeNotice outcome={decisions.outcome} onDismiss={decisions.dismiss} />
      {domain !== null && <RuleInForce domainId={domain.id} />}
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
            rowId={({ authorization }) => authorization.id}
            isLoading={list.isLoading}
            keys={
              isWaiting
                ? {
                    a: (request) => void decisions.approve(one(request)),
                    r: (request) => setRefused(one(request)),
                  }
                : undefined
            }
            selectionLabel={(request) => labelOf(say, request)}
            selected={isWaiting ? selected : undefined}
            onSelect={(next) => {
              setSelected(next);
              setAll(false);
            }}
          />
        ) : (
          list.problem === null && (
            <Empty icon="tray" title={say(isWaiting ? "consoleRequests.emptyTitle" : "consoleRequests.emptyOther")}>
              {isWaiting ? say("consoleRequests.emptyText") : null}
            </Empty>
          )
        )}
        {ids.length > 0 && (
          <BulkBar
            count={selection.count}
            outside={
              chosen.filter(({ authorization, domain: { name } }) => isOutside(authorization.account.address, name))
                .length
            }
            allCount={domain !== null && total > ids.length ? total : null}
            isAll={isAll}
            isBusy={decisions.isBusy}
            onSelectAll={() => setAll(true)}
            onApprove={() => void decisions.approve(selection)}
            onRefuse={() => setRefused(selection)}
            onClear={clear}
          />
        )}
        <Pager page={list.page} />
      </section>
      {refused !== null && (
        <Confirm
          title={say("consoleRequests.refuseTitle", { count: refused.count })}
          verb={say("consoleRequests.refuseVerb")}
          isBusy={decisions.isBusy}
          problem={decisions.refusal && <p className="err">{decisions.refusal}</p>}
          onConfirm={(reason) =>
            void decisions.refuse(refused, reason).then((isDone) => {
              if (isDone) setRefused(null);
            })
          }
          onClose={() => setRefused(null)}
        >
          <p>{say("consoleRequests.refuseText")}</p>
        </Confirm>
      )}
    </>
  );
}
