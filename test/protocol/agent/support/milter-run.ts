import { afterEach, expect } from "vitest";
import { type DecisionSource } from "../../../../src/agent/decision-source.js";
import { createJudge, type QuestionOrigin } from "../../../../src/agent/judge.js";
import { MILTER_DEFAULTS, MILTER_LIMITS, openMilterServer } from "../../../../src/agent/milter/milter-server.js";
import { type MilterOptions } from "../../../../src/agent/milter/milter-session.js";
import { type RunningServer, type ServerLimits } from "../../../../src/agent/wire/protocol-server.js";
import { type TroubleKind } from "../../../../src/agent/wire/protocol-trouble.js";
import type { CheckRequest, Decision } from "../../../../src/decision/index.js";
import { silentLogger } from "./agent-fixtures.js";
import {
  ALL_ACTIONS,
  ALL_PROTOCOL,
  type Mail,
  type MilterClient,
  macros,
  mailAndHeaders,
  numbers,
  openMilterClient,
  type Packet,
  packet,
} from "./milter-client.js";
import { createTableSource, type Table } from "./table-source.js";

export const TABLE: Table = {
  "anna@example.org": { aliases: ["info@example.org"], authorizations: { '"a b"@other.example': "AUTHORIZED" } },
  "bert@example.org": { mode: "WARN" },
  "carl@example.org": { mode: "MONITOR" },
  "dora@example.org": { domains: ["example.org"] },
  "a%n@example.org": {},
};

const running: RunningServer[] = [];
const clients: MilterClient[] = [];

export function closeClients(): void {
  for (const client of clients.splice(0)) client.raw.destroy();
}

afterEach(async () => {
  closeClients();
  await Promise.all(running.splice(0).map((server) => server.close()));
});

interface Settings {
  readonly options?: Partial<MilterOptions>;
  readonly limits?: Partial<ServerLimits>;
  readonly decide?: DecisionSource["decide"];
  readonly table?: Table;
}

/** A milter over a table of accounts; closed after the test, with its clients. */
export async function start(settings: Settings = {}) {
  const source = createTableSource(settings.table ?? TABLE);
  const troubles: TroubleKind[] = [];
  const seen: [CheckRequest, Decision, QuestionOrigin][] = [];
  const judge = createJudge(
    settings.decide === undefined ? source : { ...source, decide: settings.decide },
    { count: () => undefined, countTrouble: () => undefined, countLookup: () => undefined },
    silentLogger,
    (question, decision, origin) => seen.push([question, decision, origin]),
  );
  const server = await openMilterServer({ kind: "TCP", host: "127.0.0.1", port: 0 }, judge, {
    onTrouble: (trouble) => troubles.push(trouble.kind),
    options: { ...MILTER_DEFAULTS, ...settings.options },
    limits: { ...MILTER_LIMITS, ...settings.limits },
  });
  running.push(server);
  return { server, source, troubles, seen };
}

/** Connected and negotiated. */
export async function open(
  server: RunningServer,
  actions = ALL_ACTIONS,
  protocol = ALL_PROTOCOL,
): Promise<MilterClient> {
  const client = await connectTo(server);
  client.send(packet("O", numbers(6, actions, protocol)));
  expect((await client.receive()).command).toBe("O");
  return client;
}

export async function connectTo(server: RunningServer): Promise<MilterClient> {
  const client = await openMilterClient(server.address);
  clients.push(client);
  return client;
}

/** Sends one message and returns every packet that came back, in order, up to the last word on it. */
export async function send(client: MilterClient, mail: Mail): Promise<Packet[]> {
  const packets = mailAndHeaders(mail);
  client.send(packets.mail);
  const atMail = await client.receive();
  if (atMail.command !== "c") return [atMail];
  client.send(packets.headers);
  const atHeaders = await client.receive();
  if (atHeaders.command !== "c") return [atHeaders];
  client.send(macros("E", { i: mail.queueId ?? "4Q" }), packet("E"));
  const answers: Packet[] = [];
  do answers.push(await client.receive());
  while (!["c", "a", "y", "t"].includes(answers.at(-1)!.command));
  return answers;
}

export const text = (received: Packet | undefined) => received?.data.toString();
export const commands = (packets: readonly Packet[]) => packets.map((received) => received.command).join("");
