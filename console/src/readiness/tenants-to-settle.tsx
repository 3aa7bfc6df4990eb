import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { nodesOf } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { type Column, DataTable } from "../parts/data-table.js";
import { Icon } from "../parts/icon.js";
import { Empty } from "../parts/list-states.js";
import { useWords } from "../words/words.js";
import type { DomainsPage, ResellersPage } from "./readiness.documents.js";

export function ResellersToSettle({ page }: { readonly page: ResellersPage }) {
  const { say } = useWords();
  const rows = nodesOf(page).map(({ reseller, unresolved }) => ({
    id: reseller.id,
    name: <Link to={`/r/${reseller.slug}/readiness`}>{reseller.name}</Link>,
    ...unresolved,
  }));
  return <ToSettle isMore={page.pageInfo.hasNextPage} rows={rows} header={say("consoleReadiness.reseller")} />;
}

export function DomainsToSettle({ page }: { readonly page: DomainsPage }) {
  const { say } = useWords();
  const rows = nodesOf(page).map(({ domain, unresolved }) => ({
    id: domain.id,
    name: (
      <Link to={`/d/${domain.name}/readiness`}>
        <Address value={domain.name} />
      </Link>
    ),
    ...unresolved,
  }));
  return <ToSettle isMore={page.pageInfo.hasNextPage} rows={rows} header={say("consoleReadiness.domain")} />;
}

interface TenantToSettle {
  readonly id: string;
  readonly name: ReactNode;
  readonly messages: number;
  readonly accounts: number;
  readonly addresses: number;
}

interface ToSettleProps {
  readonly isMore: boolean;
  readonly rows: readonly TenantToSettle[];
  readonly header: string;
}

/** Where most would be refused, first. */
function ToSettle({ isMore, rows, header }: ToSettleProps) {
  const { say, number } = useWords();
  const columns: Column<TenantToSettle>[] = [
    { id: "name", header, kind: "title", cell: ({ name }) => name },
    {
      id: "messages",
      header: say("consoleReadiness.wouldBeRefused"),
      kind: "figure",
      cell: ({ messages }) => <b>{number(messages)}</b>,
    },
    {
      id: "accounts",
      header: say("consoleReadiness.mailboxes"),
      kind: "figure",
      cell: ({ accounts }) => number(accounts),
    },
    {
      id: "addresses",
      header: say("consoleReadiness.addresses"),
      kind: "figure",
      cell: ({ addresses }) => number(addresses),
    },
  ];
  const ranked = [...rows].sort((one, other) => other.messages - one.messages);
  return (
    <SettleCard isMore={isMore} count={rows.length}>
      {rows.length === 0 ? (
        <NothingLeft />
      ) : (
        <DataTable columns={columns} rows={ranked} rowId={({ id }) => id} isLoading={false} />
      )}
    </SettleCard>
  );
}

interface CardProps {
  readonly isMore: boolean;
  readonly count: number;
  readonly children: ReactNode;
}

export function SettleCard({ isMore, count, children }: CardProps) {
  const { say, number } = useWords();
  return (
    <section className="card gap" aria-labelledby="left">
      <header>
        <div>
          <h2 id="left">{say("consoleReadiness.left")}</h2>
          <p>{say("consoleReadiness.leftText")}</p>
        </div>
      </header>
      {children}
      {isMore && (
        <footer className="small muted">
          <Icon name="info" /> {say("consoleReadiness.firstOnly", { number: number(count) })}
        </footer>
      )}
    </section>
  );
}

export function NothingLeft() {
  const { say } = useWords();
  return (
    <Empty icon="checkRing" title={say("consoleReadiness.nothingLeftTitle")}>
      {say("consoleReadiness.nothingLeftText")}
    </Empty>
  );
}
