import { useState } from "react";
import { useAct, useList } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { Confirm } from "../parts/confirm.js";
import { DataTable } from "../parts/data-table.js";
import { Failure } from "../parts/list-states.js";
import { Notice } from "../parts/notice.js";
import { type Outcome, OutcomeNotice, sentenceOf } from "../parts/outcome.js";
import { PageHead } from "../parts/page-head.js";
import { Pager } from "../parts/pager.js";
import { usePageVariables } from "../parts/use-pages.js";
import { useWords } from "../words/words.js";
import { ConnectGateway } from "./connect-gateway.js";
import { gatewayColumns, gatewayState } from "./gateway-columns.js";
import { GatewayHistory } from "./gateway-history.js";
import { GatewayLag } from "./gateway-lag.js";
import { GatewayLatency } from "./gateway-latency.js";
import { GATEWAYS, type GatewayRow, REMOVE_GATEWAY } from "./gateways.documents.js";

/** The servers that ask before they accept a message; how old the copy is that each answers from. */
export default function Gateways() {
  const words = useWords();
  const { say } = words;
  const list = useList({
    document: GATEWAYS,
    variables: usePageVariables(),
    at: (data) => data.gateways,
    // A server that connects, or catches up, is waited for.
    isLive: () => true,
  });
  const [removed, setRemoved] = useState<GatewayRow | null>(null);
  const [isConnecting, setConnecting] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const isEmpty = !list.isLoading && list.rows.length === 0 && list.problem === null;
  const late = list.rows.filter((row) => gatewayState(row) !== "IN_STEP");
  const blind = list.rows.filter(({ fromCheck }) => fromCheck === "NEVER").map(({ name }) => name);
  return (
    <>
      <PageHead
        title={say("consolePage.gateways")}
        actions={
          !isEmpty && (
            <Button icon="add" aria-expanded={isConnecting} onClick={() => setConnecting(!isConnecting)}>
              {say("consoleGateways.connect")}
            </Button>
          )
        }
      >
        {say("consoleGateways.lead")}
      </PageHead>
      <OutcomeNotice outcome={outcome} onDismiss={() => setOutcome(null)} />
      {late.map((row) => (
        <LateNotice key={row.id} row={row} />
      ))}
      {blind.length > 0 && (
        <Notice tone="act" title={say("consoleGateways.fromNeverTitle", { names: blind.join(", ") })}>
          <p>{say("consoleGateways.fromNeverText")}</p>
        </Notice>
      )}
      {(isEmpty || isConnecting) && <ConnectGateway isFirst={isEmpty} />}
      {!isEmpty && (
        <section className="card" aria-labelledby="servers">
          <header>
            <h2 id="servers">{say("consoleGateways.servers")}</h2>
            {list.data && <p>{say("consoleGateways.newest", { revision: list.data.platformRevision })}</p>}
          </header>
          {list.problem && <Failure problem={list.problem} loadedAt={list.loadedAt} onRetry={list.refresh} />}
          <DataTable
            columns={gatewayColumns(words, setRemoved)}
            rows={list.rows}
            rowId={({ id }) => id}
            isLoading={list.isLoading}
          />
          <Pager page={list.page} />
        </section>
      )}
      {list.rows.length > 1 && <GatewayLag rows={list.rows} />}
      {list.rows.length > 0 && <GatewayHistory />}
      {list.rows.length > 0 && <GatewayLatency />}
      {removed !== null && (
        <RemoveDialog
          row={removed}
          onClose={() => setRemoved(null)}
          onDone={() => {
            setOutcome({ tone: "ok", title: say("consoleGateways.removedTitle", { name: removed.name }) });
            setRemoved(null);
            list.refresh();
          }}
        />
      )}
    </>
  );
}

function LateNotice({ row }: { readonly row: GatewayRow }) {
  const { say, moment, number } = useWords();
  if (gatewayState(row) === "AWAY") {
    return (
      <Notice tone="harm" title={say("consoleGateways.awayTitle", { name: row.name })}>
        <p>{say("consoleGateways.awayText", { time: moment(row.lastSeenAt) })}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="act" title={say("consoleGateways.behindTitle", { name: row.name })}>
      <p>{say("consoleGateways.behindText", { count: row.lagRevisions, number: number(row.lagRevisions) })}</p>
    </Notice>
  );
}

interface DialogProps {
  readonly row: GatewayRow;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function RemoveDialog({ row, onClose, onDone }: DialogProps) {
  const { say } = useWords();
  const remove = useAct(REMOVE_GATEWAY);
  const onConfirm = async () => {
    if ((await remove.run({ id: row.id })) !== null) onDone();
  };
  return (
    <Confirm
      title={say("consoleGateways.removeTitle", { name: row.name })}
      verb={say("consoleGateways.remove")}
      isBusy={remove.isBusy}
      problem={remove.problem && <p className="err">{sentenceOf(remove.problem)}</p>}
      onConfirm={() => void onConfirm()}
      onClose={onClose}
    >
      <p>{say("consoleGateways.removeText")}</p>
    </Confirm>
  );
}
