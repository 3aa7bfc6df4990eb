import { Link } from "@tanstack/react-router";
import { NotFound } from "../frame/not-found.js";
import { type FoundDomain, useShownDomain } from "../frame/scope.js";
import { useList } from "../graphql/index.js";
import { ScreenHelp } from "../help/screen-help.js";
import { useActivityViews } from "../parts/activity-views.js";
import { Address } from "../parts/address.js";
import { type Column, DataTable } from "../parts/data-table.js";
import { FoundList } from "../parts/found-list.js";
import { PageHead } from "../parts/page-head.js";
import { SenderChip } from "../parts/state-chip.js";
import { Time } from "../parts/time.js";
import { useOrderBy } from "../parts/use-order.js";
import { usePageVariables } from "../parts/use-pages.js";
import { useWords, type Words } from "../words/words.js";
import { DomainAliases } from "./domain-aliases.js";
import { MAILBOXES, type MailboxRow } from "./mailboxes.documents.js";

/** By the columns' names. */
const ORDERS = { address: "NAME", since: "CREATED_AT" } as const;

export default function Mailboxes() {
  const domain = useShownDomain();
  if (domain === undefined) return <NotFound />;
  return domain === null ? null : <MailboxList domain={domain} />;
}

function MailboxList({ domain }: { readonly domain: FoundDomain }) {
  const words = useWords();
  const { say } = words;
  const { state, q, isNarrowed, viewsOf } = useActivityViews();
  const list = useList({
    document: MAILBOXES,
    variables: {
      filter: { domainId: domain.id, state, addressContains: q },
      orderBy: useOrderBy(ORDERS),
      ...usePageVariables(),
    },
    at: (data) => data.accounts,
  });
  return (
    <>
      <PageHead title={say("consolePage.mailboxes")}>{say("consoleTenants.mailboxesLead")}</PageHead>
      <ScreenHelp of="MAILBOXES" />
      <FoundList
        name="mailboxes"
        title={say("consolePage.mailboxes")}
        views={viewsOf(list.page)}
        find={{ label: say("consoleTenants.findMailbox"), hint: say("consoleTenants.findMailboxHint") }}
        list={list}
        empty={{
          icon: "people",
          title: say("consoleTenants.noMailboxes"),
          text: say(isNarrowed ? "consoleTenants.otherFilter" : "consoleTenants.noMailboxesText"),
        }}
      >
        <DataTable
          name="mailboxes"
          columns={mailboxColumns(words, domain.name)}
          rows={list.rows}
          rowId={({ id }) => id}
          isLoading={list.isLoading}
        />
      </FoundList>
      <DomainAliases domain={domain} />
    </>
  );
}

function mailboxColumns({ say }: Words, domain: string): Column<MailboxRow>[] {
  return [
    {
      id: "address",
      isSortable: true,
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
      isSortable: true,
      header: say("consoleTenants.since"),
      kind: "plain",
      cell: ({ createdAt }) => <Time at={createdAt} as="day" />,
    },
  ];
}
