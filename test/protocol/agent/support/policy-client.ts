import { afterEach } from "vitest";
import { type DecisionSource } from "../../../../src/agent/decision-source.js";
import { createJudge } from "../../../../src/agent/judge.js";
import {
  openPolicyServer,
  POLICY_DEFAULTS,
  POLICY_LIMITS,
} from "../../../../src/agent/policy-delegation/policy-server.js";
import { type PolicyDelegationOptions } from "../../../../src/agent/policy-delegation/policy-session.js";
import { type RunningServer, type ServerLimits } from "../../../../src/agent/wire/protocol-server.js";
import { type TroubleKind } from "../../../../src/agent/wire/protocol-trouble.js";
import type { ListenAddress } from "../../../../src/config/index.js";
import { silentLogger } from "./agent-fixtures.js";
import { openRawClient, type RawClient } from "./raw-client.js";
import { createTableSource } from "./table-source.js";

export const DUNNO = "action=DUNNO\n\n";
export const TABLE = {
  "anna@example.org": { aliases: ["info@example.org"], authorizations: { "a.b@other.example": "AUTHORIZED" as const } },
  "bert@example.org": { mode: "WARN" as const },
  "carl@example.org": { mode: "MONITOR" as const },
  "dora@example.org": { allowNullSender: false },
  "emil@example.org": { authorizations: { '"a b"@other.example': "AUTHORIZED" as const } },
};

interface Running {
  readonly server: RunningServer;
  readonly source: ReturnType<typeof createTableSource>;
  readonly troubles: TroubleKind[];
  readonly peers: string[];
}

const running: RunningServer[] = [];
const clients: RawClient[] = [];

export function closeClients(): void {
  for (const client of clients.splice(0)) client.destroy();
}

afterEach(async () => {
  closeClients();
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** A server for policy requests over a table of accounts; closed after the test, with its clients. */
export async function start(
  settings: {
    options?: Partial<PolicyDelegationOptions>;
    limits?: Partial<ServerLimits>;
    decide?: DecisionSource["decide"];
    listen?: ListenAddress;
  } = {},
): Promise<Running> {
  const source = createTableSource(TABLE);
  const troubles: TroubleKind[] = [];
  const peers: string[] = [];
  const asked = settings.decide === undefined ? source : { ...source, decide: settings.decide };
  const judge = createJudge(
    asked,
    { count: () => undefined, countTrouble: () => undefined, countLookup: () => undefined },
    silentLogger,
    null,
  );
  const server = await openPolicyServer(settings.listen ?? { kind: "TCP", host: "127.0.0.1", port: 0 }, judge, {
    onTrouble: (trouble, peer) => {
      troubles.push(trouble.kind);
      peers.push(peer);
    },
    options: { ...POLICY_DEFAULTS, ...settings.options },
    limits: { ...POLICY_LIMITS, ...settings.limits },
  });
  running.push(server);
  return { server, source, troubles, peers };
}

export async function open(server: RunningServer): Promise<RawClient> {
  const client = await openRawClient(server.address);
  clients.push(client);
  return client;
}

type Attributes = Readonly<Record<string, string>>;

/** A request as Postfix sends it. */
export function request(attributes: Attributes = {}): string {
  const all: Attributes = {
    request: "smtpd_access_policy",
    protocol_state: "RCPT",
    protocol_name: "ESMTP",
    helo_name: "client.example",
    queue_id: "",
    sender: "anna@example.org",
    recipient: "someone@else.example",
    recipient_count: "0",
    client_address: "192.0.2.1",
    client_name: "client.example",
    instance: "",
    sasl_method: "PLAIN",
    sasl_username: "anna@example.org",
    sasl_sender: "",
    size: "0",
    stress: "",
    ...attributes,
  };
  return `${Object.entries(all)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("")}\n`;
}

/** Asks on a connection of its own. */
export async function ask(server: RunningServer, attributes: Attributes): Promise<string> {
  const client = await open(server);
  client.write(request(attributes));
  return client.takeUntil("\n\n");
}
