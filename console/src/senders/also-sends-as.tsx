import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useStanding } from "../frame/viewer.js";
import { nodesOf, useAct, useQuery } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { Button } from "../parts/button.js";
import { type Column, DataTable } from "../parts/data-table.js";
import { Icon } from "../parts/icon.js";
import { Notice } from "../parts/notice.js";
import { sentenceOf } from "../parts/outcome.js";
import { Time } from "../parts/time.js";
import { isUndoable } from "../parts/undo-button.js";
import { useWords } from "../words/words.js";
import { NotMine } from "./not-mine.js";
import { ALSO_SENDS_AS, type AlsoSent, type DismissedSent, MINE_AFTER_ALL, NOT_MINE } from "./senders.documents.js";

/** Addresses seen in the mailbox's own mail that nobody has allowed. */
export function AlsoSendsAs({ accountId }: { readonly accountId: string }) {
  const { say, number } = useWords();
  const [{ data }] = useQuery({ query: ALSO_SENDS_AS, variables: { accountId } });
  const { viewer } = useStanding();
  const [read, setRead] = useState<readonly string[]>([]);
  const rows = nodesOf<AlsoSent>(data?.proposals);
  const dismiss = useAct(NOT_MINE);
  const undo = useAct(MINE_AFTER_ALL);
  const problem = dismiss.problem ?? undo.problem;
  // The row goes; what to do about the password stays until it is read, or cannot be taken back any more.
  const dismissed = nodesOf<DismissedSent>(data?.dismissed).filter(
    ({ id, decidedBy, decidedAt }) => decidedBy === viewer.login && isUndoable(decidedAt) && !read.includes(id),
  );
  const onNotMine = async ({ id }: AlsoSent) => {
    const input = { ids: [id], reason: say("consoleSenders.notMe") };
    undo.forget();
    await dismiss.run({ input });
  };
  const onMineAfterAll = async ({ id }: DismissedSent) => {
    await undo.run({ input: { ids: [id] } });
  };
  if (rows.length === 0 && dismissed.length === 0) return null;
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
      {dismissed.map((row) => (
        <NotMine
          key={row.id}
          row={row}
          isBusy={undo.isBusy}
          onUndo={() => void onMineAfterAll(row)}
          onRead={() => setRead([...read, row.id])}
        />
      ))}
      {rows.length > 0 && <DataTable columns={columns} rows={rows} rowId={({ id }) => id} isLoading={false} />}
    </section>
  );
}
