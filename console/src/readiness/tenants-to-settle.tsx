import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ScopeGiven } from "../frame/scope-input.js";
import { useList } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { type Column, DataTable } from "../parts/data-table.js";
import { Icon } from "../parts/icon.js";
import { Empty, Failure } from "../parts/list-states.js";
import { useWords } from "../words/words.js";
import { DOMAINS_TO_SETTLE, RESELLERS_TO_SETTLE } from "./readiness.documents.js";

interface ScopeProps {
  readonly scope: ScopeGiven;
}

export function ResellersToSettle({ scope }: ScopeProps) {
  const { say } = useWords();
  const list = useList({
    document: RESELLERS_TO_SETTLE,
    variables: { scope },
    at: (data) => data.readiness.resellers,
  });
  const rows = list.rows.map(({ reseller, unresolved }) => ({
    id: reseller.id,
    name: <Link to={`/r/${reseller.slug}/readiness`}>{reseller.name}</Link>,
    ...unresolved,
  }));
  return <ToSettle list={list} rows={rows} header={say("consoleReadiness.reseller")} />;
}

export function DomainsToSettle({ scope }: ScopeProps) {
  const { say } = useWords();
  const list = useList({ document: DOMAINS_TO_SETTLE, variables: { scope }, at: (data) => data.readiness.domains });
  const rows = list.rows.map(({ domain, unresolved }) => ({
    id: domain.id,
    name: (
      <Link to={`/d/${domain.name}/readiness`}>
        <Address value={domain.name} />
      </Link>
    ),
    ...unresolved,
  }));
  return <ToSettle list={list} rows={rows} header={say("consoleReadiness.domain")} />;
}

interface TenantToSettle {
  readonly id: string;
  readonly name: ReactNode;
  readonly messages: number;
  readonly accounts: number;
  readonly addresses: number;
}

interface ToSettleProps {
  readonly list: Pick<ReturnType<typeof useList>, "isLoading" | "problem" | "loadedAt" | "page" | "refresh">;
  readonly rows: readonly TenantToSettle[];
  readonly header: string;
}

/** Where most would be refused, first. */
function ToSettle({ list, rows, header }: ToSettleProps) {
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
    <SettleCard isMore={list.page?.pageInfo.hasNextPage === true} count={rows.length}>
      {list.problem && <Failure problem={list.problem} loadedAt={list.loadedAt} onRetry={list.refresh} />}
      {!list.isLoading && rows.length === 0 && list.problem === null ? (
        <NothingLeft />
      ) : (
        <DataTable columns={columns} rows={ranked} rowId={({ id }) => id} isLoading={list.isLoading} />
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
