import { useState } from "react";
import { NotFound } from "../frame/not-found.js";
import { useShownScope } from "../frame/scope.js";
import { useScopeInput } from "../frame/scope-input.js";
import { useStanding } from "../frame/viewer.js";
import { useAct, useList } from "../graphql/index.js";
import { useActivityViews } from "../parts/activity-views.js";
import { Address } from "../parts/address.js";
import { Confirm } from "../parts/confirm.js";
import { DataTable } from "../parts/data-table.js";
import { FoundList } from "../parts/found-list.js";
import { type Outcome, OutcomeNotice, sentenceOf } from "../parts/outcome.js";
import { PageHead } from "../parts/page-head.js";
import { useOrderBy } from "../parts/use-order.js";
import { usePageVariables } from "../parts/use-pages.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";
import { domainColumns } from "./domain-columns.js";
import { DOMAINS, type DomainRow, RESUME_DOMAIN, SUSPEND_DOMAIN } from "./domains.documents.js";

/** By the columns' names. */
const ORDERS = { name: "NAME", since: "CREATED_AT" } as const;

/** The hosted domains of a reseller and of those below it, or of the platform. */
export default function Domains() {
  const words = useWords();
  const { say } = words;
  const scope = useScopeInput();
  const { kind } = useShownScope();
  const { state, q, isNarrowed, viewsOf } = useActivityViews();
  const list = useList({
    document: DOMAINS,
    variables: {
      filter: { resellerId: scope?.resellerId ?? null, state, search: q },
      isOperator: useStanding().viewer.scopeKind === "PLATFORM",
      orderBy: useOrderBy(ORDERS),
      ...usePageVariables(),
    },
    at: (data) => data.domains,
    isPaused: !scope,
  });
  const resume = useAct(RESUME_DOMAIN);
  const [suspended, setSuspended] = useState<DomainRow | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  if (scope === undefined) return <NotFound />;
  const onResume = async (row: DomainRow) => {
    const done = await resume.run({ id: row.id });
    if (done !== null) setOutcome({ tone: "ok", title: say("consoleTenants.resumedTitle", { name: row.name }) });
  };
  const failed: Outcome | null = resume.problem && {
    tone: "harm",
    title: say("consoleTenants.notDone"),
    text: sentenceOf(resume.problem),
  };
  const columns = domainColumns(words, {
    isResellerShown: kind === "p",
    onSuspend: setSuspended,
    onResume: (row) => void onResume(row),
  });
  return (
    <>
      <PageHead title={say("consolePage.domains")}>{say("consoleTenants.domainsLead")}</PageHead>
      <OutcomeNotice
        outcome={failed ?? outcome}
        onDismiss={() => {
          resume.forget();
          setOutcome(null);
        }}
      />
      <FoundList
        name="domains"
        title={say("consolePage.domains")}
        views={viewsOf(list.page)}
        find={{ label: say("consoleTenants.findDomain"), hint: say("consoleTenants.findDomainHint") }}
        list={list}
        empty={{
          icon: "globe",
          title: say("consoleTenants.noDomains"),
          text: say(isNarrowed ? "consoleTenants.otherFilter" : "consoleTenants.noDomainsText"),
        }}
      >
        <DataTable
          name="domains"
          columns={columns}
          rows={list.rows}
          rowId={({ id }) => id}
          isLoading={list.isLoading}
        />
      </FoundList>
      {suspended !== null && (
        <SuspendDialog
          row={suspended}
          onClose={() => setSuspended(null)}
          onDone={() => {
            setOutcome({ tone: "ok", title: say("consoleTenants.suspendedTitle", { name: suspended.name }) });
            setSuspended(null);
          }}
        />
      )}
    </>
  );
}

interface DialogProps {
  readonly row: DomainRow;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function SuspendDialog({ row, onClose, onDone }: DialogProps) {
  const { say } = useWords();
  const suspend = useAct(SUSPEND_DOMAIN);
  const onConfirm = async (reason: string) => {
    if ((await suspend.run({ id: row.id, reason: reason || null })) !== null) onDone();
  };
  return (
    <Confirm
      title={around((name) => say("consoleTenants.suspendTitle", { name }), <Address value={row.name} isPlain />)}
      verb={say("consoleTenants.suspend")}
      isBusy={suspend.isBusy}
      problem={suspend.problem && <p className="err">{sentenceOf(suspend.problem)}</p>}
      onConfirm={(reason) => void onConfirm(reason)}
      onClose={onClose}
    >
      <p>{say("consoleTenants.suspendDomainText")}</p>
    </Confirm>
  );
}
