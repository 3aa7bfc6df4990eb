import { Link, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { NotFound } from "../frame/not-found.js";
import { type FoundDomain, useShownDomain } from "../frame/scope.js";
import { useList } from "../graphql/index.js";
import { ScreenHelp } from "../help/screen-help.js";
import { Address } from "../parts/address.js";
import { BulkBar } from "../parts/bulk-bar.js";
import { Button } from "../parts/button.js";
import { Confirm } from "../parts/confirm.js";
import { DataTable } from "../parts/data-table.js";
import { FindField } from "../parts/find-field.js";
import { Empty, Failure } from "../parts/list-states.js";
import { OutcomeNotice } from "../parts/outcome.js";
import { PageHead } from "../parts/page-head.js";
import { Pager } from "../parts/pager.js";
import { useOrderBy } from "../parts/use-order.js";
import { usePageVariables } from "../parts/use-pages.js";
import { useSelection } from "../parts/use-selection.js";
import { Views } from "../parts/views.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";
import type { Chosen } from "./use-several.js";
import { useWithdrawal } from "./use-withdrawal.js";
import { type Sender, type SenderFilter, WHO_SENDS } from "./who-sends.documents.js";
import { whoSendsColumns } from "./who-sends-columns.js";
import { WithdrawSeveral } from "./withdraw-several.js";

const STATES = {
  all: null,
  allowed: "AUTHORIZED",
  waiting: "PENDING",
  paused: "PAUSED",
  withdrawn: "REVOKED",
} as const;
type ViewName = keyof typeof STATES;

/** By the columns' names. */
const ORDERS = { address: "ADDRESS", used: "LAST_USED_AT", until: "EXPIRES_AT" } as const;

/** Every mailbox that may send with an address of the domain. */
export default function WhoSends() {
  const domain = useShownDomain();
  if (domain === undefined) return <NotFound />;
  return domain === null ? null : <SenderList domain={domain} />;
}

function SenderList({ domain }: { readonly domain: FoundDomain }) {
  const words = useWords();
  const { say } = words;
  const { view = "all", q } = useSearch({ strict: false }) as { view?: string; q?: string };
  const current: ViewName = view in STATES ? (view as ViewName) : "all";
  const filter: SenderFilter = {
    addressDomain: domain.name,
    ...(STATES[current] !== null && { states: [STATES[current]] }),
    ...(q !== undefined && { address: q }),
  };
  const list = useList({
    document: WHO_SENDS,
    variables: {
      filter,
      orderBy: useOrderBy(ORDERS),
      ...usePageVariables(),
    },
    at: (data) => data.authorizations,
  });
  const withdrawal = useWithdrawal(list.refresh);
  const [asked, setAsked] = useState<Sender | null>(null);
  const total = list.page?.totalCount ?? 0;
  const selection = useSelection({ shown: list.rows, idOf: ({ id }: Sender) => id, total });
  const [several, setSeveral] = useState<Chosen | null>(null);
  const columns = whoSendsColumns(words, {
    domain: domain.name,
    leavingId: withdrawal.leavingId,
    onWithdraw: setAsked,
  });
  return (
    <>
      <PageHead title={say("consolePage.whoSends")}>
        {around((name) => say("consoleWhoSends.lead", { domain: name }), <Address value={domain.name} isPlain />)}
      </PageHead>
      <ScreenHelp of="WHO_SENDS" />
      <OutcomeNotice outcome={withdrawal.outcome} onDismiss={withdrawal.dismiss} />
      <section className="card" aria-labelledby="senders">
        <h2 className="vh" id="senders">
          {say("consoleWhoSends.list")}
        </h2>
        <Views
          list="who-sends"
          label={say("consoleWhoSends.views")}
          current={current}
          views={[
            { name: "all", label: say("consoleWhoSends.all"), count: current === "all" ? list.page?.totalCount : null },
            { name: "allowed", label: say("consoleWhoSends.maySend") },
            { name: "waiting", label: say("consoleWhoSends.waiting") },
            { name: "paused", label: say("consoleWhoSends.paused") },
            { name: "withdrawn", label: say("consoleWhoSends.ended") },
          ]}
        />
        <FindField label={say("consoleWhoSends.find")} hint={say("consoleWhoSends.findHint")} />
        {list.problem && <Failure problem={list.problem} loadedAt={list.loadedAt} onRetry={list.refresh} />}
        {list.isLoading || list.rows.length > 0 ? (
          <DataTable
            name="who-sends"
            columns={columns}
            rows={list.rows}
            rowId={({ id }) => id}
            isLoading={list.isLoading}
            selectionLabel={({ identity, account }) => `${identity.address}, ${account.address}`}
            selected={current === "withdrawn" ? undefined : selection.selected}
            onSelect={selection.onSelect}
          />
        ) : (
          list.problem === null && <Nothing isFiltered={current !== "all" || q !== undefined} />
        )}
        {selection.count > 0 && (
          <BulkBar
            label={say("consoleWhoSends.selection")}
            count={selection.count}
            about={say(selection.isAll ? "consoleWhoSends.wholeView" : "consoleWhoSends.oneByOne")}
            allCount={total > selection.count ? total : null}
            onSelectAll={selection.selectAll}
            onClear={selection.clear}
          >
            <Button onClick={() => setSeveral(selection.isAll ? { filter } : { rows: selection.rows })}>
              {say("consoleWhoSends.withdrawCount", { count: selection.count })}
            </Button>
          </BulkBar>
        )}
        <Pager page={list.page} />
      </section>
      {several !== null && (
        <WithdrawSeveral
          chosen={several}
          selected={selection.count}
          domain={domain.name}
          onClose={() => setSeveral(null)}
          onDone={(count) => {
            setSeveral(null);
            selection.clear();
            if (count !== null) withdrawal.tell(count);
          }}
        />
      )}
      {asked !== null && (
        <WithdrawDialog
          sender={asked}
          onClose={() => setAsked(null)}
          onConfirm={(reason) => {
            setAsked(null);
            void withdrawal.withdraw(asked, reason);
          }}
        />
      )}
    </>
  );
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }) {
  const { say } = useWords();
  if (!isFiltered) {
    return (
      <Empty icon="plane" title={say("consoleWhoSends.emptyTitle")}>
        {say("consoleWhoSends.emptyText")}
      </Empty>
    );
  }
  return (
    <Empty
      icon="search"
      title={say("consoleWhoSends.noMatch")}
      actions={
        <Link className="btn s" to="." search={{} as never}>
          {say("consoleWhoSends.showAll")}
        </Link>
      }
    >
      {say("consoleWhoSends.noMatchText")}
    </Empty>
  );
}

interface WithdrawDialogProps {
  readonly sender: Sender;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

function WithdrawDialog({ sender, onConfirm, onClose }: WithdrawDialogProps) {
  const { say, number, moment } = useWords();
  const { identity, account, lastUsedAt, recentMail } = sender;
  const count = recentMail.messages;
  return (
    <Confirm
      title={around(
        (address) => say("consoleWhoSends.withdrawTitle", { address }),
        <Address value={identity.address} isPlain />,
      )}
      verb={say("consoleWhoSends.withdrawVerb")}
      isBusy={false}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>
        {around(
          (mailbox) => say("consoleWhoSends.withdrawWho", { mailbox }),
          <Address value={account.address} isPlain />,
        )}
      </p>
      {lastUsedAt && <p>{say("consoleWhoSends.withdrawUsed", { time: moment(lastUsedAt) })}</p>}
      {count > 0 && <p>{say("consoleWhoSends.withdrawMail", { count, number: number(count) })}</p>}
      <p>{say("consoleWhoSends.withdrawBack")}</p>
    </Confirm>
  );
}
