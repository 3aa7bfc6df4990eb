import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CopyStore } from "../../src/agent/copy/copy-store.js";
import { type RunningAgent, startListeners } from "../../src/agent/listeners.js";
import { keepPostfixMap, type PostfixMap, parsePostfixMap } from "../../src/agent/postfix-map/postfix-map.js";
import { grantAuthorization, requestAuthorizations, revokeAuthorization } from "../../src/authorizations/index.js";
import { toGlobalId } from "../../src/graphql/index.js";
import { PLATFORM_SCOPE, systemClock } from "../../src/kernel/index.js";
import { setPolicy } from "../../src/policy/index.js";
import { createAccount } from "../../src/tenancy/operations/create-account.js";
import { createDomain } from "../../src/tenancy/operations/create-domain.js";
import { createReseller } from "../../src/tenancy/operations/create-reseller.js";
import {
  openReplica,
  startPlatform,
  type TestPlatform,
  type TestReplica,
  temporaryFolder,
} from "../database/replication/platform.js";
import { silentLogger } from "../protocol/agent/support/agent-fixtures.js";
import { OPERATOR } from "../support/api.js";
import { type Dovecot, startDovecot } from "../support/dovecot.js";
import { eventually } from "../support/eventually.js";
import { type Postfix, startPostfix } from "../support/postfix.js";
import { openSmtpSession, type SubmissionResult, submit } from "../support/submission.js";

const anna = { address: "anna@cobalt.test", password: "anna's" };
const bert = { address: "bert@cobalt.test", password: "bert's" };
const carl = { address: "carl@cobalt.test", password: "carl's" };
const AUTHORIZED = ["sales@other.test", "übung@other.test", "office@bücher.test"];
const PENDING = "new@other.test";

let platform: TestPlatform;
let replica: TestReplica;
let agent: RunningAgent;
let map: PostfixMap;
let dovecot: Dovecot;
let postfix: Postfix;
let annaId = "";
const mapPath = `lmdb:${join(temporaryFolder(), "senders")}`;

beforeAll(async () => {
  platform = await startPlatform("SQLite");
  annaId = await plantAccounts();
  map = keepPostfixMap(parsePostfixMap(mapPath), systemClock, silentLogger);
  replica = await openReplica(platform, {
    clock: systemClock,
    holdsAddresses: true,
    onProgress: (store: CopyStore) => map.changed(store),
  });
  await replica.follow();
  const listen = { policyListen: ":0", socketmapListen: ":0", milterListen: ":0", httpListen: null };
  [agent, dovecot] = await Promise.all([
    startListeners(listen, replica.source, silentLogger),
    startDovecot({ users: [anna, bert, carl] }),
  ]);
  postfix = await startPostfix({ domains: ["cobalt.test"], dovecot });
});

afterAll(async () => {
  await postfix?.stop();
  await map?.stop();
  await Promise.all([dovecot?.stop(), agent?.close()]);
});

async function plantAccounts(): Promise<string> {
  return await platform.database.write(async (tx) => {
    const reseller = await createReseller(tx, OPERATOR, { name: "Forms", slug: "forms" });
    const domain = await createDomain(tx, OPERATOR, {
      resellerId: toGlobalId("Reseller", reseller.id),
      name: "cobalt.test",
    });
    const domainId = toGlobalId("Domain", domain.id);
    await setPolicy(tx, OPERATOR, PLATFORM_SCOPE, { changes: { schedule: [{ at: 0, mode: "ENFORCE" }] } });
    const input = { domainId, address: anna.address, aliases: ["info@cobalt.test"] };
    const { id: accountId } = await createAccount(tx, OPERATOR, input, null);
    for (const { address } of [bert, carl]) {
      await createAccount(tx, OPERATOR, { domainId, address, aliases: [] }, null);
    }
    for (const address of AUTHORIZED) await grantAuthorization(tx, OPERATOR, { accountId, address });
    await requestAuthorizations(tx, OPERATOR, {
      requests: [{ accountId, address: PENDING, displayName: "Anna" }],
      fieldOf: () => "input",
    });
    return accountId;
  });
}

const portOf = (protocol: "policy" | "socketmap" | "milter") => {
  const address = agent.addresses[protocol];
  return address?.kind === "TCP" ? address.port : 0;
};

interface Form {
  readonly name: string;
  /** First digits of a refusal: our own words, or those of Postfix. */
  readonly refusal: number;
  /** Whether Postfix takes the subaddress off before it asks. */
  readonly isFoldedByPostfix?: boolean;
  readonly parameters: () => Readonly<Record<string, string>>;
}

const LOGIN_CHECK = "reject_authenticated_sender_login_mismatch";
const FORMS: readonly Form[] = [
  {
    name: "policy delegation",
    refusal: 550,
    parameters: () => ({
      submission_sender_restrictions: `check_policy_service inet:127.0.0.1:${portOf("policy")}`,
      submission_milters: "",
    }),
  },
  {
    name: "milter",
    refusal: 550,
    parameters: () => ({
      submission_sender_restrictions: "",
      submission_milters: `{ inet:127.0.0.1:${portOf("milter")}, default_action=tempfail }`,
    }),
  },
  {
    name: "socketmap",
    refusal: 553,
    parameters: () => ({
      submission_sender_restrictions: LOGIN_CHECK,
      submission_milters: "",
      smtpd_sender_login_maps: `socketmap:inet:127.0.0.1:${portOf("socketmap")}:sender_login_maps`,
    }),
  },
  {
    name: "native map",
    refusal: 553,
    isFoldedByPostfix: true,
    parameters: () => ({
      submission_sender_restrictions: LOGIN_CHECK,
      submission_milters: "",
      smtpd_sender_login_maps: mapPath,
    }),
  },
];

const send = (mailFrom: string, more: { to?: readonly string[]; pipelining?: boolean } = {}) =>
  submit({
    port: postfix.submissionPort,
    user: anna.address,
    password: anna.password,
    to: bert.address,
    mailFrom,
    from: mailFrom === "" ? anna.address : mailFrom,
    ...more,
  });

/** Every reply that could say no, for a message with the sender's fault: none of them takes it. */
function expectRefused(result: SubmissionResult, code: number): void {
  expect([result.accepted, result.last.code, result.last.enhancedStatusCode]).toEqual([false, code, "5.7.1"]);
}

describe.each(FORMS)(
  "a real Postfix with the agent's copy behind $name",
  ({ refusal, isFoldedByPostfix, parameters }) => {
    beforeAll(async () => {
      await postfix.reconfigure(parameters());
      await eventually("the first mail is taken", async () => (await send(anna.address)).accepted);
    });

    it.each([
      ["its own address", anna.address],
      ["its own address in other letters", "Anna@Cobalt.Test"],
      ["an alias", "info@cobalt.test"],
      ["an authorized address", "sales@other.test"],
      ["an authorized address with letters beyond ASCII (SMTPUTF8)", "übung@other.test"],
      ["an address of a domain with such letters, as typed", "office@bücher.test"],
      ["an address of a domain with such letters, as A-labels", "office@xn--bcher-kva.test"],
      ["a subaddress of its own", "anna+news@cobalt.test"],
      ["the null reverse-path", ""],
    ])("takes %s", async (_, mailFrom) => {
      expect(await send(mailFrom)).toMatchObject({ accepted: true });
    });

    it.each([
      ["an address of somebody else", bert.address],
      ["an address of nobody known", "boss@other.test"],
      ["an address that waits for its owner's answer", PENDING],
      ["a foreign address with letters beyond ASCII (SMTPUTF8)", "böse@other.test"],
      ["a subaddress of somebody else", "bert+x@cobalt.test"],
    ])("refuses %s", async (_, mailFrom) => {
      expectRefused(await send(mailFrom), refusal);
    });

    // docs/agent.md, the native map: Postfix itself takes a subaddress for the address, by its recipient_delimiter.
    it(`${isFoldedByPostfix ? "takes" : "refuses"} a subaddress of an authorized address elsewhere`, async () => {
      const result = await send("sales+news@other.test");
      if (isFoldedByPostfix) expect(result).toMatchObject({ accepted: true });
      else expectRefused(result, refusal);
    });

    it.each([false, true])("judges once for several recipients, pipelined: %s", async (pipelining) => {
      const to = [anna.address, bert.address, carl.address];
      const taken = await send("sales@other.test", { to, pipelining });
      expect(taken.recipients.map(({ code }) => code)).toEqual([250, 250, 250]);
      expect(taken.accepted).toBe(true);
      expectRefused(await send("boss@other.test", { to, pipelining }), refusal);
    });

    it("judges each message of a pipelined session by itself", async () => {
      const session = await openSmtpSession(postfix.submissionPort);
      await session.command("EHLO client.mayfrom.test");
      const credentials = Buffer.from(`\0${anna.address}\0${anna.password}`).toString("base64");
      await session.command(`AUTH PLAIN ${credentials}`);
      const results: string[] = [];
      for (const sender of ["sales@other.test", "boss@other.test", anna.address, bert.address]) {
        const replies = await session.pipeline([`MAIL FROM:<${sender}>`, `RCPT TO:<${carl.address}>`, "DATA"]);
        const isOpen = replies[2]?.code === 354;
        const end = isOpen ? await session.message(`From: ${sender}\n\nHello.\n`) : replies[1];
        results.push(`${sender} ${String(end?.code)}`);
        await session.command("RSET");
      }
      await session.close();
      expect(results).toEqual([
        "sales@other.test 250",
        `boss@other.test ${refusal}`,
        `${anna.address} 250`,
        `${bert.address} ${refusal}`,
      ]);
    });

    it("obeys a grant and its end while Postfix runs", async () => {
      const address = "passing@other.test";
      const { authorization } = await platform.database.write((tx) =>
        grantAuthorization(tx, OPERATOR, { accountId: annaId, address }),
      );
      await replica.follow();
      await eventually("the grant is obeyed", async () => (await send(address)).accepted);
      await platform.database.write((tx) => revokeAuthorization(tx, OPERATOR, authorization.id));
      await replica.follow();
      await eventually("the revocation is obeyed", async () => !(await send(address)).accepted);
      expectRefused(await send(address), refusal);
    });
  },
);
