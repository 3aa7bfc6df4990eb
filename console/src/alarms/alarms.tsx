import { Link } from "@tanstack/react-router";
import { NotFound } from "../frame/not-found.js";
import { useShownScope } from "../frame/scope.js";
import { type ScopeGiven, useScopeInput } from "../frame/scope-input.js";
import { useList } from "../graphql/index.js";
import { DataTable } from "../parts/data-table.js";
import { Icon } from "../parts/icon.js";
import { Empty, Failure } from "../parts/list-states.js";
import { PageHead } from "../parts/page-head.js";
import { Pager } from "../parts/pager.js";
import { usePageVariables } from "../parts/use-pages.js";
import { useWords } from "../words/words.js";
import { AlarmList } from "./alarm-list.js";
import { COMPLAINTS } from "./alarms.documents.js";
import { complaintColumns } from "./complaint-columns.js";

/** Mailboxes that somebody else probably uses, and what receivers complained about. */
export default function Alarms() {
  const { say } = useWords();
  const { path } = useShownScope();
  const scope = useScopeInput();
  if (scope === undefined) return <NotFound />;
  return (
    <>
      <PageHead
        title={say("consoleAlarms.page")}
        actions={
          <Link className="btn" to={`${path}/unknown-logins`}>
            <Icon name="key" />
            {say("consolePage.unknownLogins")}
          </Link>
        }
      >
        {say("consoleAlarms.lead")}
      </PageHead>
      {scope !== null && (
        <>
          <AlarmList scope={scope} />
          <ComplaintList scope={scope} />
        </>
      )}
    </>
  );
}

function ComplaintList({ scope }: { readonly scope: ScopeGiven }) {
  const words = useWords();
  const { say } = words;
  const list = useList({
    document: COMPLAINTS,
    variables: { scope, ...usePageVariables() },
    at: (data) => data.complaintReports,
  });
  const isEmpty = !list.isLoading && list.rows.length === 0 && list.problem === null;
  return (
    <section className="card" aria-labelledby="complaints">
      <header>
        <div>
          <h2 id="complaints">{say("consoleStatistics.complaints")}</h2>
          <p>{say("consoleAlarms.complaintsText")}</p>
        </div>
      </header>
      {list.problem && <Failure problem={list.problem} loadedAt={list.loadedAt} onRetry={list.refresh} />}
      {isEmpty ? (
        <Empty icon="checkRing" title={say("consoleAlarms.noComplaintsTitle")}>
          {say("consoleAlarms.noComplaintsText")}
        </Empty>
      ) : (
        <DataTable
          columns={complaintColumns(words)}
          rows={list.rows}
          rowId={({ id }) => id}
          isLoading={list.isLoading}
        />
      )}
      <Pager page={list.page} />
    </section>
  );
}
