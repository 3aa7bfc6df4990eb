import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ConnectGateway } from "../gateways/connect-gateway.js";
import { GATEWAYS } from "../gateways/gateways.documents.js";
import { useList } from "../graphql/index.js";
import { Failure, Waiting } from "../parts/list-states.js";
import { Notice } from "../parts/notice.js";
import { Time } from "../parts/time.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";

const SHOWN = 3;

/** Commands for the first server that asks, and the moment it does. */
export function GatewayStep() {
  const { say } = useWords();
  const list = useList({
    document: GATEWAYS,
    variables: { first: SHOWN },
    at: (data) => data.gateways,
    isLive: () => true,
  });
  // Its last command is wanted after it has connected.
  const [wasEmpty, setWasEmpty] = useState(false);
  if (list.isLoading) return <Waiting />;
  if (list.data === null && list.problem !== null) {
    return <Failure problem={list.problem} loadedAt={null} onRetry={list.refresh} />;
  }
  const isEmpty = list.rows.length === 0;
  if (isEmpty && !wasEmpty) setWasEmpty(true);
  return (
    <>
      {list.rows.map(({ id, name, version, lastSeenAt }) => (
        <Notice key={id} tone="ok" isResult title={say("consoleStart.connected", { name })}>
          <p>
            {around((time) => say("consoleStart.connectedText", { version, time }), <Time at={lastSeenAt} />)}{" "}
            <Link to="/p/gateways">{say("consoleStart.toGateways")}</Link>
          </p>
        </Notice>
      ))}
      {(isEmpty || wasEmpty) && <ConnectGateway isFirst={isEmpty} />}
    </>
  );
}
