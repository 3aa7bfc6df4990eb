import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { enforcementIn, ownScope } from "../frame/next-date.js";
import { useStanding } from "../frame/viewer.js";
import { useAct, useList } from "../graphql/index.js";
import { ScreenHelp } from "../help/screen-help.js";
import { Address } from "../parts/address.js";
import { Confirm } from "../parts/confirm.js";
import { DataTable } from "../parts/data-table.js";
import { Icon } from "../parts/icon.js";
import { Empty, Failure } from "../parts/list-states.js";
import { type Outcome, OutcomeNotice, sentenceOf } from "../parts/outcome.js";
import { PageHead } from "../parts/page-head.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";
import { takeAdded } from "./added.js";
import { AlsoSendsAs } from "./also-sends-as.js";
import { OpenQuestion } from "./open-question.js";
import { senderColumns } from "./sender-columns.js";
import { inOrderOfTurn } from "./sender-state.js";
import { MY_SENDERS, RESEND, type Sendable, WITHDRAW } from "./senders.documents.js";
import { Suggestions } from "./suggestions.js";

/** What the mailbox may send as, waits for, or might send as before; what needs its user first. */
export default function MySenders() {
  const words = useWords();
  const { say } = words;
  const { viewer } = useStanding();
  const list = useList({
    document: MY_SENDERS,
    variables: { scope: ownScope(viewer) },
    at: (data) => data.viewer.account?.sendableAddresses,
    isLive: (data) =>
      data.viewer.account?.sendableAddresses.edges.some(({ node }) => node.state === "WAITING") === true,
  });
  const rows = inOrderOfTurn(list.rows.filter(({ isHidden }) => !isHidden));
  const resend = useAct(RESEND);
  const [withdrawn, setWithdrawn] = useState<Sendable | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(() => takeAdded(words));
  const { opened, open } = useOpened(rows);

  const onResend = async ({ authorization }: Sendable) => {
    const done = await resend.run({ authorizationId: authorization?.id ?? "" });
    if (done !== null)
      setOutcome({ tone: "ok", title: say("consoleSenders.resentTitle"), text: say("consoleSenders.resentText") });
    list.refresh();
  };
  const columns = senderColumns(words, {
    resend: (row) => void onResend(row),
    withdraw: setWithdrawn,
    open: ({ address }) => open(address),
  });
  const account = list.data?.viewer.account;
  const failed: Outcome | null = resend.problem && {
    tone: "harm",
    title: say("consoleSenders.notDone"),
    text: sentenceOf(resend.problem),
  };
  return (
    <>
      <PageHead
        title={say("consoleSenders.title")}
        actions={
          <Link className="btn pri" to="/me/senders/add">
            <Icon name="add" />
            {say("consolePage.addAddress")}
          </Link>
        }
      >
        <WhenRefused {...enforcementIn(list.data?.policy)} />
      </PageHead>
      <ScreenHelp of="SENDERS" />
      <OutcomeNotice
        outcome={failed ?? outcome}
        onDismiss={() => {
          resend.forget();
          setOutcome(null);
        }}
      />
      <Suggestions senders={rows} onAnswered={list.refresh} />
      <section className="card" aria-labelledby="yours">
        <header>
          <h2 id="yours">{say("consoleSenders.yours")}</h2>
          {list.data !== null && (
            <p>
              {say("consoleSenders.count", { count: rows.length })},{" "}
              {say("consoleSenders.mayNow", { count: rows.filter(({ state }) => state === "ALLOWED").length })}
            </p>
          )}
        </header>
        {list.problem && <Failure problem={list.problem} loadedAt={list.loadedAt} onRetry={list.refresh} />}
        {(list.isLoading || rows.length > 0) && (
          <DataTable
            columns={columns}
            rows={rows}
            rowId={({ address }) => address}
            isLoading={list.isLoading}
            detail={(row) =>
              row.question && row.address === opened ? (
                <OpenQuestion
                  row={row}
                  question={row.question}
                  isBusy={resend.isBusy}
                  onResend={() => void onResend(row)}
                  onWithdraw={() => setWithdrawn(row)}
                />
              ) : null
            }
          />
        )}
        {account && rows.length <= 1 && (
          <Empty icon="plane" title={say("consoleSenders.emptyTitle", { address: account.address })}>
            {say("consoleSenders.emptyText")}
          </Empty>
        )}
      </section>
      {account && <AlsoSendsAs accountId={account.id} />}
      {withdrawn !== null && (
        <WithdrawDialog
          row={withdrawn}
          onClose={() => setWithdrawn(null)}
          onDone={() => {
            setWithdrawn(null);
            setOutcome({ tone: "ok", title: say("consoleSenders.withdrawnTitle", { address: withdrawn.address }) });
            list.refresh();
          }}
        />
      )}
    </>
  );
}

function WhenRefused({ isEnforced, at }: ReturnType<typeof enforcementIn>) {
  const { say, wholeMoment, zone } = useWords();
  if (isEnforced) return say("consoleSenders.now");
  if (at === null) return say("consoleSenders.notYet");
  return around((time) => say("consoleSenders.from", { time, zone: zone.place }), <strong>{wholeMoment(at)}</strong>);
}

/** The row in the address bar, else the first that waits for an answer. */
function useOpened(rows: readonly Sendable[]) {
  const { open: wanted } = useSearch({ strict: false }) as { open?: string };
  const navigate = useNavigate();
  const first = rows.find(({ question, state }) => question && state === "WAITING")?.address;
  return {
    opened: wanted ?? first,
    open: (address: string) =>
      void navigate({ to: ".", search: ((before: object) => ({ ...before, open: address })) as never }),
  };
}

interface WithdrawProps {
  readonly row: Sendable;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function WithdrawDialog({ row, onClose, onDone }: WithdrawProps) {
  const { say } = useWords();
  const withdraw = useAct(WITHDRAW);
  const isQuestion = row.state === "WAITING";
  const onConfirm = async (reason: string) => {
    const done = await withdraw.run({ authorizationId: row.authorization?.id ?? "", reason: reason || null });
    if (done !== null) onDone();
  };
  return (
    <Confirm
      title={around(
        (address) => say("consoleSenders.withdrawTitle", { address }),
        <Address value={row.address} isPlain />,
      )}
      verb={isQuestion ? say("consoleSenders.withdrawQuestion") : say("consoleSenders.withdraw")}
      isBusy={withdraw.isBusy}
      problem={withdraw.problem && <p className="err">{sentenceOf(withdraw.problem)}</p>}
      onConfirm={(reason) => void onConfirm(reason)}
      onClose={onClose}
    >
      <p>{isQuestion ? say("consoleSenders.withdrawQuestionText") : say("consoleSenders.withdrawText")}</p>
    </Confirm>
  );
}
