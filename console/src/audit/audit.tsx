import { NotFound } from "../frame/not-found.js";
import { type FoundDomain, useShownDomain, useShownScope } from "../frame/scope.js";
import { useStanding } from "../frame/viewer.js";
import { useList } from "../graphql/index.js";
import { DataTable } from "../parts/data-table.js";
import { Empty, Failure } from "../parts/list-states.js";
import { PageHead } from "../parts/page-head.js";
import { Pager } from "../parts/pager.js";
import { usePageVariables } from "../parts/use-pages.js";
import { Views } from "../parts/views.js";
import { useWords } from "../words/words.js";
import { AUDIT } from "./audit.documents.js";
import { auditColumns } from "./audit-columns.js";
import { AuditFilters } from "./audit-filters.js";
import { useAuditFilter } from "./use-audit-filter.js";

/** Who changed what, in the viewer's own scope or in one domain of it. */
export default function Audit() {
  const { kind, name } = useShownScope();
  const { viewer } = useStanding();
  const domain = useShownDomain();
  // The record is asked for by the viewer's own scope or by domain: of a reseller below there is none by itself.
  if (kind === "r" && viewer.reseller?.slug !== name) return <NotFound />;
  if (kind !== "d") return <AuditOf domain={null} />;
  if (domain === undefined) return <NotFound />;
  return domain === null ? null : <AuditOf domain={domain} />;
}

function AuditOf({ domain }: { readonly domain: FoundDomain | null }) {
  const words = useWords();
  const { say } = words;
  const shown = useAuditFilter(domain);
  const list = useList({
    document: AUDIT,
    variables: { filter: shown.filter, ...usePageVariables() },
    at: (data) => data.auditEvents,
  });
  const isEmpty = !list.isLoading && list.rows.length === 0 && list.problem === null;
  const count = list.page?.totalCount;
  const views = [
    { name: "all", label: say("consoleAudit.all") },
    { name: "permissions", label: say("consoleAudit.permissions") },
    { name: "tenants", label: say("consoleAudit.tenants") },
    { name: "rules", label: say("consoleAudit.rules") },
    { name: "access", label: say("consoleAudit.access") },
  ].map((view) => (view.name === shown.group ? { ...view, count } : view));
  return (
    <>
      <PageHead title={say("consolePage.audit")}>{say("consoleAudit.lead")}</PageHead>
      <section className="card" aria-labelledby="list">
        <h2 className="vh" id="list">
          {say("consolePage.audit")}
        </h2>
        <Views list="audit" label={say("consoleAudit.views")} current={shown.group} views={views} />
        <AuditFilters shown={shown} />
        {list.problem && <Failure problem={list.problem} loadedAt={list.loadedAt} onRetry={list.refresh} />}
        {isEmpty ? (
          <Empty icon="list" title={say("consoleAudit.noneTitle")}>
            {say(shown.isNarrowed ? "consoleAudit.noneFiltered" : "consoleAudit.noneText")}
          </Empty>
        ) : (
          <DataTable
            name="audit"
            columns={auditColumns(words)}
            rows={list.rows}
            rowId={({ id }) => id}
            isLoading={list.isLoading}
          />
        )}
        <Pager page={list.page} />
      </section>
    </>
  );
}
