import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ScopeGiven } from "../frame/scope-input.js";
import { useList } from "../graphql/index.js";
import { SuspendDialog } from "../mailboxes/suspend-dialog.js";
import { Address } from "../parts/address.js";
import { Button } from "../parts/button.js";
import { Icon } from "../parts/icon.js";
import { Empty, Failure, Waiting } from "../parts/list-states.js";
import { type Outcome, OutcomeNotice } from "../parts/outcome.js";
import { SenderChip } from "../parts/state-chip.js";
import { Time } from "../parts/time.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";
import { ALARMS, type Alarm } from "./alarms.documents.js";

/** Days on which a mailbox was very probably used by somebody else, the latest first, with what ends it. */
export function AlarmList({ scope }: { readonly scope: ScopeGiven }) {
  const { say, number } = useWords();
  const list = useList({ document: ALARMS, variables: { scope }, at: (data) => data.accountAlarms });
  const [asked, setAsked] = useState<Alarm["account"] | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  if (list.isLoading) return <Waiting />;
  const count = list.page?.totalCount ?? 0;
  return (
    <section className="card" aria-labelledby="alarms">
      <header>
        <div>
          <h2 id="alarms">{say("consoleAlarms.title")}</h2>
          {count > 0 && <p>{say("consoleAlarms.count", { count, number: number(count) })}</p>}
        </div>
      </header>
      <OutcomeNotice outcome={outcome} onDismiss={() => setOutcome(null)} />
      {list.problem && <Failure problem={list.problem} loadedAt={list.loadedAt} onRetry={list.refresh} />}
      {list.rows.length === 0 && list.problem === null && (
        <Empty icon="checkRing" title={say("consoleAlarms.noneTitle")}>
          {say("consoleAlarms.noneText")}
        </Empty>
      )}
      <ul className="todo">
        {list.rows.map((alarm) => (
          <AlarmEntry key={alarm.id} alarm={alarm} onSuspend={() => setAsked(alarm.account)} />
        ))}
      </ul>
      {asked !== null && (
        <SuspendDialog
          mailbox={asked}
          onClose={() => setAsked(null)}
          onDone={() => {
            setOutcome({ tone: "ok", title: say("consoleTenants.suspendedTitle", { name: asked.address }) });
            setAsked(null);
          }}
        />
      )}
    </section>
  );
}

function AlarmEntry({ alarm, onSuspend }: { readonly alarm: Alarm; readonly onSuspend: () => void }) {
  const { say, number, calendarDay } = useWords();
  const { account, addresses, messages, day, notifiedAt } = alarm;
  return (
    <li>
      <span className="ic harm">
        <Icon name="octagon" isLarge />
      </span>
      <div>
        <h3>
          {around(
            (mailbox) => say("consoleAlarms.sentUnder", { mailbox, count: addresses, number: number(addresses) }),
            <Address value={account.address} isPlain />,
          )}
        </h3>
        <p>
          {say("consoleAlarms.onDay", { count: messages, number: number(messages), day: calendarDay(day) })}{" "}
          {notifiedAt !== null && around((time) => say("consoleAlarms.told", { time }), <Time at={notifiedAt} />)}
        </p>
      </div>
      <div className="acts">
        {account.state === "SUSPENDED" ? (
          <SenderChip state="SUSPENDED" />
        ) : (
          <Button isSmall kind="harm" icon="lock" onClick={onSuspend}>
            {say("consoleTenants.suspendMailbox")}
          </Button>
        )}
        <Link className="btn s" to={`/d/${account.domain.name}/mailboxes/${encodeURIComponent(account.address)}`}>
          {say("consoleAlarms.open")}
        </Link>
      </div>
    </li>
  );
}
