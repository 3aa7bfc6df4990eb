import { useState } from "react";
import { problemOf, useAct, useQuery } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { Tag } from "../parts/chip.js";
import { type Column, DataTable } from "../parts/data-table.js";
import { Failure } from "../parts/list-states.js";
import { type Outcome, OutcomeNotice, sentenceOf } from "../parts/outcome.js";
import { Time } from "../parts/time.js";
import { useWords } from "../words/words.js";
import { END_OTHERS, END_SESSION, type OwnSession, SESSIONS } from "./security.documents.js";

/** Where the viewer is signed in, and who looks on; each can be ended. */
export function Sessions() {
  const { say, number } = useWords();
  const [{ data, error }, ask] = useQuery({ query: SESSIONS });
  const end = useAct(END_SESSION);
  const endOthers = useAct(END_OTHERS);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const refresh = () => ask({ requestPolicy: "network-only" });
  const problem = problemOf(error);
  const refused = end.problem ?? endOthers.problem;
  const rows = data?.sessions ?? [];
  const onEnd = async (row: OwnSession) => {
    if ((await end.run({ id: row.id })) === null) return;
    setOutcome({ tone: "ok", title: say("consoleSecurity.ended", { count: 1, number: number(1) }) });
    refresh();
  };
  const onEndOthers = async () => {
    const done = await endOthers.run({});
    if (done === null) return;
    const count = done.endAllSessions;
    setOutcome({ tone: "ok", title: say("consoleSecurity.ended", { count, number: number(count) }) });
    refresh();
  };
  const columns: Column<OwnSession>[] = [
    {
      id: "started",
      header: say("consoleSecurity.started"),
      kind: "plain",
      cell: ({ startedAt, isCurrent, viewedBy }) => (
        <>
          <Time at={startedAt} /> {isCurrent && <Tag>{say("consoleSecurity.thisOne")}</Tag>}
          {viewedBy !== null && (
            <span className="sub">{say("consoleFrame.viewedTitle", { name: viewedBy ?? "" })}</span>
          )}
        </>
      ),
    },
    {
      id: "seen",
      header: say("consoleSecurity.lastSeen"),
      kind: "plain",
      cell: ({ refreshedAt }) => <Time at={refreshedAt} />,
    },
    {
      id: "end",
      header: say("consoleList.actions"),
      kind: "answers",
      cell: (row) =>
        row.isCurrent ? null : (
          <div className="acts end">
            <Button isSmall disabled={end.isBusy} onClick={() => void onEnd(row)}>
              {say("consoleSecurity.end")}
            </Button>
          </div>
        ),
    },
  ];
  return (
    <section className="card" aria-labelledby="sessions">
      <header>
        <div>
          <h2 id="sessions">{say("consoleSecurity.sessionsTitle")}</h2>
          <p>{say("consoleSecurity.sessionsText")}</p>
        </div>
        <div className="acts">
          {rows.length > 1 && (
            <Button kind="harm" isBusy={endOthers.isBusy} onClick={() => void onEndOthers()}>
              {say("consoleSecurity.endOthers")}
            </Button>
          )}
        </div>
      </header>
      {problem && <Failure problem={problem} loadedAt={null} onRetry={refresh} />}
      {(outcome !== null || refused !== null) && (
        <div className="pad">
          <OutcomeNotice
            outcome={
              refused ? { tone: "harm", title: say("consoleForm.notSaved"), text: sentenceOf(refused) } : outcome
            }
            onDismiss={() => {
              setOutcome(null);
              end.forget();
              endOthers.forget();
            }}
          />
        </div>
      )}
      {problem === null && (
        <DataTable columns={columns} rows={rows} rowId={({ id }) => id} isLoading={data === undefined} />
      )}
    </section>
  );
}
