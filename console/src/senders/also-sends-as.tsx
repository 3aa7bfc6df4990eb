import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { nodesOf, useAct, useQuery } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { Button } from "../parts/button.js";
import { type Column, DataTable } from "../parts/data-table.js";
import { Icon } from "../parts/icon.js";
import { Notice } from "../parts/notice.js";
import { sentenceOf } from "../parts/outcome.js";
import { Time } from "../parts/time.js";
import { UndoButton } from "../parts/undo-button.js";
import { useWords } from "../words/words.js";
import { ALSO_SENDS_AS, type AlsoSent, MINE_AFTER_ALL, NOT_MINE } from "./senders.documents.js";

interface Dismissed {
  readonly id: string;
  readonly address: string;
  /** Milliseconds since 1970. */
  readonly decidedAt: number;
}

/** Addresses seen in the mailbox's own mail that nobody has allowed. */
export function AlsoSendsAs({ accountId }: { readonly accountId: string }) {
  const { say, number } = useWords();
  const [{ data }] = useQuery({ query: ALSO_SENDS_AS, variables: { accountId } });
  const [notMine, setNotMine] = useState<Dismissed | null>(null);
  const rows = nodesOf<AlsoSent>(data?.proposals);
  const dismiss = useAct(NOT_MINE);
  const undo = useAct(MINE_AFTER_ALL);
  const problem = dismiss.problem ?? undo.problem;
  // The row goes; what to do about the password stays until it is dismissed.
  const onNotMine = async ({ id, address }: AlsoSent) => {
    const input = { ids: [id], reason: say("consoleSenders.notMe") };
    undo.forget();
    if ((await dismiss.run({ input })) !== null) setNotMine({ id, address, decidedAt: Date.now() });
  };
  const onMineAfterAll = async ({ id }: Dismissed) => {
    if ((await undo.run({ input: { ids: [id] } })) !== null) setNotMine(null);
  };
  if (rows.length === 0 && notMine === null) return null;
  const columns: Column<AlsoSent>[] = [
    {
      id: "address",
      header: say("consoleSenders.address"),
      kind: "title",
      cell: ({ address }) => <Address value={address} />,
    },
    {
      id: "messages",
      header: say("consoleSenders.messages"),
      kind: "figure",
      cell: ({ messages }) => number(messages),
    },
    {
      id: "seen",
      header: say("consoleSenders.lastSeen"),
      kind: "plain",
      cell: ({ lastSeenAt }) => <Time at={lastSeenAt} />,
    },
    {
      id: "answers",
      header: say("consoleSenders.answer"),
      kind: "answers",
      cell: (row) => (
        <div className="acts end">
          <Link className="btn s" to="/me/senders/add" search={{ address: row.address } as never}>
            <Icon name="envelope" />
            {say("consoleSenders.askOwner")}
          </Link>
          <Button isSmall kind="quiet" disabled={dismiss.isBusy} onClick={() => void onNotMine(row)}>
            {say("consoleSenders.notMe")}
          </Button>
        </div>
      ),
    },
  ];
  return (
    <section className="card" aria-labelledby="also">
      <header>
        <div>
          <h2 id="also">{say("consoleSenders.alsoTitle")}</h2>
          <p>{say("consoleSenders.alsoText")}</p>
        </div>
      </header>
      {problem !== null && (
        <div className="pad">
          <Notice tone="harm" isResult title={say("consoleSenders.notDone")}>
            <p>{sentenceOf(problem)}</p>
          </Notice>
        </div>
      )}
      {notMine !== null && (
        <div className="pad">
          <Notice
            tone="harm"
            icon="lock"
            isResult
            title={say("consoleSenders.notMeTitle")}
            actions={
              <>
                <UndoButton
                  decidedAt={notMine.decidedAt}
                  isBusy={undo.isBusy}
                  onUndo={() => void onMineAfterAll(notMine)}
                />
                <Button isSmall kind="quiet" onClick={() => setNotMine(null)}>
                  {say("consoleList.dismiss")}
                </Button>
              </>
            }
          >
            <p>
              {say("consoleSenders.notMeText", { address: notMine.address })}{" "}
              <Link to="/me/security">{say("consoleSecurity.change")}</Link>
            </p>
          </Notice>
        </div>
      )}
      {rows.length > 0 && <DataTable columns={columns} rows={rows} rowId={({ id }) => id} isLoading={false} />}
    </section>
  );
}
