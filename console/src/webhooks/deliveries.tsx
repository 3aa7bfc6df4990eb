import type { ReactNode } from "react";
import type { List } from "../graphql/index.js";
import { Chip, type Tone } from "../parts/chip.js";
import { type Column, DataTable } from "../parts/data-table.js";
import type { IconName } from "../parts/icon.js";
import { Empty } from "../parts/list-states.js";
import { Pager } from "../parts/pager.js";
import { RowMenu } from "../parts/row-menu.js";
import { Time } from "../parts/time.js";
import { ACTIONS, kindOf } from "../words/actions.js";
import { useWords, type Words } from "../words/words.js";
import type { Delivery } from "./webhooks.documents.js";

const STATES = {
  WAITING: { tone: "wait", icon: "clock", words: "consoleWebhooks.waiting" },
  DELIVERED: { tone: "ok", icon: "check", words: "consoleWebhooks.delivered" },
  DEAD: { tone: "harm", icon: "octagon", words: "consoleWebhooks.dead" },
} as const satisfies Record<Delivery["state"], { tone: Tone; icon: IconName; words: string }>;

interface DeliveriesProps {
  readonly list: List<unknown, Delivery>;
  readonly onSendAgain: (deliveryId: string) => void;
}

/** Messages of the last 30 days, newest first, with how each went. */
export function Deliveries({ list, onSendAgain }: DeliveriesProps) {
  const { say, number } = useWords();
  const columns: Column<Delivery>[] = [
    {
      id: "type",
      header: say("consoleWebhooks.message"),
      kind: "title",
      cell: ({ type, id }) => (
        <>
          {inWords(type, say)}
          <span className="sub mono">{id}</span>
        </>
      ),
    },
    {
      id: "state",
      header: say("consoleTenants.state"),
      kind: "state",
      cell: ({ state }) => (
        <Chip tone={STATES[state].tone} icon={STATES[state].icon}>
          {say(STATES[state].words)}
        </Chip>
      ),
    },
    {
      id: "reply",
      header: say("consoleWebhooks.reply"),
      kind: "quiet",
      cell: ({ statusCode, error, excerpt }) => (
        <>
          {statusCode ?? say("consoleWebhooks.noReply")}
          {(error ?? excerpt) && <span className="sub mono">{error ?? excerpt}</span>}
        </>
      ),
    },
    {
      id: "tries",
      header: say("consoleWebhooks.tries"),
      kind: "figure",
      cell: ({ attempts }) => number(attempts),
    },
    {
      id: "when",
      header: say("consoleWebhooks.lastTry"),
      kind: "plain",
      cell: ({ lastAttemptAt, createdAt }) => <Time at={lastAttemptAt ?? createdAt} />,
    },
    {
      id: "acts",
      header: say("consoleList.actions"),
      kind: "menu",
      cell: ({ id, type }) => (
        <RowMenu
          about={type}
          actions={[{ label: say("consoleWebhooks.sendAgain"), icon: "plane", onSelect: () => onSendAgain(id) }]}
        />
      ),
    },
  ];
  return (
    <section className="card" aria-labelledby="deliveries">
      <header>
        <div>
          <h2 id="deliveries">{say("consoleWebhooks.deliveries")}</h2>
          <p>{say("consoleWebhooks.deliveriesText")}</p>
        </div>
      </header>
      {!list.isLoading && list.rows.length === 0 ? (
        <Empty icon="plane" title={say("consoleWebhooks.nothingSent")}>
          {say("consoleWebhooks.nothingSentText")}
        </Empty>
      ) : (
        <DataTable columns={columns} rows={list.rows} rowId={({ id }) => id} isLoading={list.isLoading} />
      )}
      <Pager page={list.page} />
    </section>
  );
}

/** What happened, with the type by which a program knows it; that alone where no words are known. */
function inWords(type: string, say: Words["say"]): ReactNode {
  const kind = kindOf(type);
  if (kind === null) return <b className="mono">{type}</b>;
  return (
    <>
      {say(ACTIONS[kind])}
      <span className="sub mono">{type}</span>
    </>
  );
}
