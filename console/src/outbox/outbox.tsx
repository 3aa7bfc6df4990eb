import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useAct, useList } from "../graphql/index.js";
import { DataTable } from "../parts/data-table.js";
import { Empty, Failure } from "../parts/list-states.js";
import { Notice } from "../parts/notice.js";
import { type Outcome, OutcomeNotice, sentenceOf } from "../parts/outcome.js";
import { PageHead } from "../parts/page-head.js";
import { Pager } from "../parts/pager.js";
import { usePageVariables } from "../parts/use-pages.js";
import { Views } from "../parts/views.js";
import { useWords } from "../words/words.js";
import { MAILS, type MailRow, RETRY_MAIL } from "./outbox.documents.js";
import { MAIL_STATES, outboxColumns } from "./outbox-columns.js";

const STATES = { all: null, dead: "DEAD", queued: "QUEUED", sent: "SENT" } as const;
type ViewName = keyof typeof STATES;

/** The platform's own mails by state; what waits may be tried at once. */
export default function Outbox() {
  const words = useWords();
  const { say } = words;
  const { view = "all" } = useSearch({ strict: false }) as { view?: string };
  const current: ViewName = Object.hasOwn(STATES, view) ? (view as ViewName) : "all";
  const list = useList({
    document: MAILS,
    variables: { state: STATES[current], ...usePageVariables() },
    at: (data) => data.mails,
    isLive: (data) => data.mails.edges.some(({ node }) => node.state === "LEASED"),
  });
  const retry = useAct(RETRY_MAIL);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const onRetry = async (row: MailRow) => {
    const done = await retry.run({ id: row.id });
    if (done !== null) setOutcome({ tone: "ok", title: say("consoleOutbox.retriedTitle", { to: row.to }) });
  };
  const failed: Outcome | null = retry.problem && {
    tone: "harm",
    title: say("consoleOutbox.notDone"),
    text: sentenceOf(retry.problem),
  };
  const isEmpty = !list.isLoading && list.rows.length === 0 && list.problem === null;
  const names: readonly ViewName[] = ["all", "dead", "queued", "sent"];
  const views = names.map((name) => {
    const state = STATES[name];
    return {
      name,
      label: say(state === null ? "consoleOutbox.all" : MAIL_STATES[state].words),
      count: name === current ? list.page?.totalCount : null,
    };
  });
  return (
    <>
      <PageHead title={say("consolePage.outbox")}>{say("consoleOutbox.lead")}</PageHead>
      <OutcomeNotice
        outcome={failed ?? outcome}
        onDismiss={() => {
          retry.forget();
          setOutcome(null);
        }}
      />
      {current === "dead" && !isEmpty && <Notice tone="wait" icon="info" title={say("consoleOutbox.deadText")} />}
      <section className="card gap" aria-labelledby="list">
        <h2 className="vh" id="list">
          {say("consolePage.outbox")}
        </h2>
        <Views list="outbox" label={say("consoleOutbox.views")} current={current} views={views} />
        {list.problem && <Failure problem={list.problem} loadedAt={list.loadedAt} onRetry={list.refresh} />}
        {isEmpty ? (
          <Empty icon="envelope" title={say("consoleOutbox.noneTitle")}>
            {say("consoleOutbox.noneText")}
          </Empty>
        ) : (
          <DataTable
            name="outbox"
            columns={outboxColumns(words, (row) => void onRetry(row))}
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
