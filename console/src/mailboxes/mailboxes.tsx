import { Link, useSearch } from "@tanstack/react-router";
import { NotFound } from "../frame/not-found.js";
import { type FoundDomain, useShownDomain } from "../frame/scope.js";
import { useList } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { type Column, DataTable } from "../parts/data-table.js";
import { FindField } from "../parts/find-field.js";
import { Empty, Failure } from "../parts/list-states.js";
import { PageHead } from "../parts/page-head.js";
import { Pager } from "../parts/pager.js";
import { SenderChip } from "../parts/state-chip.js";
import { Time } from "../parts/time.js";
import { usePageVariables } from "../parts/use-pages.js";
import { Views } from "../parts/views.js";
import { useWords, type Words } from "../words/words.js";
import { MAILBOXES, type MailboxRow } from "./mailboxes.documents.js";

const STATES = { all: null, active: "ACTIVE", suspended: "SUSPENDED" } as const;
type ViewName = keyof typeof STATES;

export default function Mailboxes() {
  const domain = useShownDomain();
  if (domain === undefined) return <NotFound />;
  return domain === null ? null : <MailboxList domain={domain} />;
}

function MailboxList({ domain }: { readonly domain: FoundDomain }) {
  const words = useWords();
  const { say } = words;
  const { view = "all", q } = useSearch({ strict: false }) as { view?: string; q?: string };
  const current: ViewName = view in STATES ? (view as ViewName) : "all";
  const list = useList({
    document: MAILBOXES,
    variables: {
      filter: { domainId: domain.id, state: STATES[current], addressContains: q ?? null },
      ...usePageVariables(),
    },
    at: (data) => data.accounts,
  });
  const isEmpty = !list.isLoading && list.rows.length === 0 && list.problem === null;
  return (
    <>
      <PageHead title={say("consolePage.mailboxes")}>{say("consoleTenants.mailboxesLead")}</PageHead>
      <section className="card" aria-labelledby="list">
        <h2 className="vh" id="list">
          {say("consolePage.mailboxes")}
        </h2>
        <Views
          label={say("consoleTenants.views")}
          current={current}
          views={[
            { name: "all", label: say("consoleTenants.all"), count: current === "all" ? list.page?.totalCount : null },
            { name: "active", label: say("consoleTenants.active") },
            { name: "suspended", label: say("consoleChip.suspended") },
          ]}
        />
        <FindField label={say("consoleTenants.findMailbox")} hint={say("consoleTenants.findMailboxHint")} />
        {list.problem && <Failure problem={list.problem} loadedAt={list.loadedAt} onRetry={list.refresh} />}
        {isEmpty ? (
          <Empty icon="people" title={say("consoleTenants.noMailboxes")}>
            {q !== undefined || current !== "all"
              ? say("consoleTenants.otherFilter")
              : say("consoleTenants.noMailboxesText")}
          </Empty>
        ) : (
          <DataTable
            columns={mailboxColumns(words, domain.name)}
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

function mailboxColumns({ say }: Words, domain: string): Column<MailboxRow>[] {
  return [
    {
      id: "address",
      header: say("consoleTenants.mailbox"),
      kind: "title",
      cell: ({ address }) => (
        <Link to={`/d/${domain}/mailboxes/${encodeURIComponent(address)}`}>
          <Address value={address} />
        </Link>
      ),
    },
    {
      id: "aliases",
      header: say("consoleTenants.aliases"),
      kind: "quiet",
      cell: ({ aliases }) =>
        aliases.length === 0
          ? null
          : aliases.map((alias) => (
              <span className="aliasline" key={alias}>
                <Address value={alias} isPlain />
              </span>
            )),
    },
    {
      id: "state",
      header: say("consoleTenants.state"),
      kind: "state",
      cell: ({ state, suspendedReason }) =>
        state === "SUSPENDED" ? (
          <>
            <SenderChip state="SUSPENDED" />
            {suspendedReason && <span className="sub">{suspendedReason}</span>}
          </>
        ) : (
          <span className="muted">{say("consoleTenants.activeWord")}</span>
        ),
    },
    {
      id: "since",
      header: say("consoleTenants.since"),
      kind: "plain",
      cell: ({ createdAt }) => <Time at={createdAt} as="day" />,
    },
  ];
}
