import { afterAll, beforeAll, expect, it } from "vitest";
import { type Dovecot, startDovecot } from "../support/dovecot.js";
import { describeOnEachEngine } from "../support/engines.js";
import { eventually } from "../support/eventually.js";
import {
  type Caller,
  type Installation,
  install,
  type RunningVerb,
  serve,
  signInAs,
} from "../support/mayfrom-process.js";
import { freePort } from "../support/ports.js";
import { type Postfix, startPostfix } from "../support/postfix.js";
import { linkIn, readQuestionPage, sendAnswer } from "../support/question-page.js";
import { submit } from "../support/submission.js";

const ANNA = { address: "anna@cobalt.test", password: "anna's password" };
const BEN = { address: "ben@cobalt.test", password: "ben's password" };
const OWNER = { address: "shop@violet.test", password: "owner's password" };

const ADD_IDENTITY = `mutation ($input: AddIdentityInput!) {
  addIdentity(input: $input) { id state verification { matchNumber } }
}`;

/** Everything real: our processes, Postfix, Dovecot's passwords and mailboxes, and mail between all of them. */
describeOnEachEngine("a Postfix that asks mayfrom", (engine) => {
  let dovecot: Dovecot;
  let postfix: Postfix;
  let installation: Installation;
  let server: RunningVerb;
  let operator: Caller;
  let resellerId: string;
  const accountIds = new Map<string, string>();

  beforeAll(async () => {
    dovecot = await startDovecot({ users: [ANNA, BEN, OWNER] });
    const policyPort = await freePort();
    postfix = await startPostfix({ domains: ["cobalt.test", "violet.test"], dovecot, policyPort });
    installation = await install(engine, {
      SMTP_URL: `smtp://127.0.0.1:${postfix.smtpPort}`,
      MAIL_FROM: "mayfrom@cobalt.test",
    });
    server = await serve(installation);
    operator = await signInAs(installation.url);
    await makeTenants();
    const key = installation.run("create-key", "the gateway").trim();
    const agent = installation.start(["agent"], {
      MAYFROM_URL: installation.url,
      MAYFROM_KEY: key,
      AGENT_POLICY_LISTEN: `127.0.0.1:${policyPort}`,
      AGENT_SOCKETMAP_LISTEN: "off",
      AGENT_MILTER_LISTEN: "off",
      AGENT_HTTP_LISTEN: "off",
    });
    await eventually("the agent listens", () => agent.output().includes("agent listens"));
  });

  afterAll(async () => {
    await installation?.remove();
    await postfix?.stop();
    await dovecot?.stop();
  });

  async function makeTenants(): Promise<void> {
    const { createReseller } = await operator.call<{ createReseller: { id: string } }>(
      "mutation ($input: CreateResellerInput!) { createReseller(input: $input) { id } }",
      { input: { name: "Cobalt", slug: "cobalt" } },
    );
    resellerId = createReseller.id;
    const { createDomain } = await operator.call<{ createDomain: { id: string } }>(
      "mutation ($input: CreateDomainInput!) { createDomain(input: $input) { id } }",
      { input: { resellerId, name: "cobalt.test" } },
    );
    for (const { address, password } of [ANNA, BEN]) {
      const { createAccount } = await operator.call<{ createAccount: { id: string } }>(
        "mutation ($input: CreateAccountInput!) { createAccount(input: $input) { id } }",
        { input: { domainId: createDomain.id, address, password } },
      );
      accountIds.set(address, createAccount.id);
    }
  }

  async function setMode(mode: string): Promise<void> {
    await operator.call("mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { mode } }", {
      input: { scope: { resellerId }, schedule: [{ at: "2020-01-01T00:00:00Z", mode }] },
    });
  }

  function sendAs(user: { address: string; password: string }, mailFrom: string) {
    const { address, password } = user;
    return submit({ port: postfix.submissionPort, user: address, password, mailFrom, to: [BEN.address] });
  }

  /** The agent hears of a change moments after its commit; the answer it comes to. */
  async function sendUntil(
    holds: "accepted" | "refused",
    user: { address: string; password: string },
    mailFrom: string,
  ) {
    let answer = await sendAs(user, mailFrom);
    await eventually(`${mailFrom} is ${holds}`, async () => {
      const isRefused = answer.recipients[0]?.code === 550;
      if (holds === "accepted" ? answer.accepted : isRefused) return true;
      answer = await sendAs(user, mailFrom);
      return false;
    });
    return answer;
  }

  /** Asks for the owner's address as the user's own sign-in, and answers the mail that reaches the real mailbox. */
  async function confirm(user: { address: string; password: string }): Promise<void> {
    const caller = await signInAs(installation.url, user.address, user.password);
    const mails = dovecot.mailbox(OWNER.address).length;
    const { addIdentity } = await caller.call<{
      addIdentity: { state: string; verification: { matchNumber: string } };
    }>(ADD_IDENTITY, {
      input: { accountId: accountIds.get(user.address), address: OWNER.address, displayName: "The shop" },
    });
    expect(addIdentity.state).toBe("PENDING");
    await eventually("the question is in the owner's mailbox", () => dovecot.mailbox(OWNER.address).length > mails);
    const mail = dovecot.mailbox(OWNER.address).at(-1) ?? "";
    expect(mail).toContain(user.address);
    const page = await readQuestionPage(await linkIn(mail, "confirm"));
    expect(page.text).toContain(OWNER.address);
    expect((await sendAnswer(page, { decision: "allow", number: addIdentity.verification.matchNumber })).status).toBe(
      200,
    );
  }

  it("takes a message from the account's own address", async () => {
    await setMode("ENFORCE");
    expect((await sendUntil("accepted", ANNA, ANNA.address)).accepted).toBe(true);
  });

  it("refuses a foreign sender under ENFORCE with our words", async () => {
    const { recipients } = await sendUntil("refused", ANNA, OWNER.address);
    expect(recipients[0]).toMatchObject({ code: 550, enhancedStatusCode: "5.7.1" });
    expect(recipients[0]?.text).toContain(`<${OWNER.address}>: not an authorized sender of ${ANNA.address}`);
  });

  it("takes the same message under MONITOR and under WARN, and says what ENFORCE would do", async () => {
    for (const mode of ["MONITOR", "WARN"]) {
      await setMode(mode);
      await sendUntil("accepted", ANNA, OWNER.address);
      const { authorizeSender } = await operator.call<{ authorizeSender: object }>(
        `{ authorizeSender(login: "${ANNA.address}", sender: "${OWNER.address}") { verdict wouldDeny mode } }`,
      );
      expect(authorizeSender).toEqual({ verdict: mode === "WARN" ? "WARN" : "ALLOW", wouldDeny: true, mode });
      await setMode("ENFORCE");
      await sendUntil("refused", ANNA, OWNER.address);
    }
  });

  it("takes it once the owner has confirmed, for the account that asked and for no other", async () => {
    await confirm(ANNA);
    await sendUntil("accepted", ANNA, OWNER.address);
    expect((await sendAs(BEN, OWNER.address)).recipients[0]?.code).toBe(550);
  });

  it("takes it from both accounts once both are confirmed", async () => {
    await confirm(BEN);
    await sendUntil("accepted", BEN, OWNER.address);
    expect((await sendAs(ANNA, OWNER.address)).accepted).toBe(true);
  });

  it("refuses it again after the authorization is revoked", async () => {
    const { authorizations } = await operator.call<{ authorizations: { edges: { node: { id: string } }[] } }>(
      "query ($id: ID!) { authorizations(filter: { accountId: $id }) { edges { node { id } } } }",
      { id: accountIds.get(ANNA.address) },
    );
    await operator.call("mutation ($id: ID!) { revokeAuthorization(authorizationId: $id) { state } }", {
      id: authorizations.edges[0]?.node.id,
    });
    await sendUntil("refused", ANNA, OWNER.address);
    expect((await sendAs(BEN, OWNER.address)).accepted).toBe(true);
  });

  it("takes the null sender", async () => {
    expect((await sendAs(ANNA, "")).accepted).toBe(true);
  });

  it("answers from its copy while the API is away, and follows it again when it is back", async () => {
    await server.stop();
    expect((await sendAs(ANNA, OWNER.address)).recipients[0]?.code).toBe(550);
    expect((await sendAs(BEN, OWNER.address)).accepted).toBe(true);
    server = await serve(installation);
    await setMode("MONITOR");
    await sendUntil("accepted", ANNA, OWNER.address);
  });
});
