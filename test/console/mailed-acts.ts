import { Readable } from "node:stream";
import { replyPortOf, reportPortsOf } from "../../src/app/index.js";
import { takeReport } from "../../src/intake/index.js";
import { recordSubmissions } from "../../src/observations/index.js";
import { OutboxMail } from "../../src/outbox/index.js";
import { WebhookLanes } from "../../src/webhooks/index.js";
import { DAY, submission } from "../database/observations/observed.js";
import { PASSWORD } from "../graphql/access-people.js";
import { CREATE_DOMAIN, plantReseller } from "../graphql/tenancy-tree.js";
import { ADD_IDENTITY, type AuthorizationAnswer, GRANT } from "../graphql/verification-mailbox.js";
import { actorWith, OPERATOR } from "../support/api.js";
import { startProofLooks } from "../support/proof-looks.js";
import { startWebhookReceiver } from "../support/webhook-receiver.js";
import { CREATE_ADMINISTRATOR, type MailedWorld } from "./mailed-world.js";

const MINUTE_MS = 60_000;
const SET_PASSWORD = "mutation ($input: SetAccountPasswordInput!) { setAccountPassword(input: $input) { id } }";
const SET_POLICY = "mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { mode } }";
const TEST_MAIL = "mutation ($input: SendTestMailInput!) { sendTestMail(input: $input) { __typename } }";
const PROFILES = "query ($id: ID!) { node(id: $id) { ... on Authorization { profiles { id } } } }";
const SET_PROFILE = "mutation ($input: UpdateSenderProfileInput!) { updateSenderProfile(input: $input) { version } }";
const VERDICTS = "mutation ($verdicts: [SpamVerdictInput!]!) { reportSpamVerdicts(verdicts: $verdicts) }";
const DECIDE =
  "query ($login: String!, $sender: String!) { authorizeSender(login: $login, sender: $sender) { smtpReply } }";
const CREATE_WEBHOOK = "mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { secret } }";
const SUSPEND = "mutation ($id: ID!) { suspendAccount(id: $id) { id } }";
const RESUME = "mutation ($id: ID!) { resumeAccount(id: $id) { id } }";
const CLAIM = `mutation ($input: RequestDomainAuthorizationInput!) {
  requestDomainAuthorization(input: $input) { id record { name value } } }`;
const VERIFY_CLAIM = "mutation ($id: ID!) { verifyDomainAuthorization(id: $id) { state } }";
const REQUEST_PROOF = "mutation ($id: ID!) { requestDomainProof(id: $id) { proofRecord { name value } } }";
const VERIFY_DOMAIN = "mutation ($id: ID!) { verifyDomain(id: $id) { proof } }";

interface DnsRecord {
  readonly name: string;
  readonly value: string;
}

type Act = (world: MailedWorld) => Promise<unknown>;

async function ask({ api }: MailedWorld, account: { id: string; actor: typeof OPERATOR }, address: string) {
  const input = { accountId: account.id, address, displayName: "Shop" };
  const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(account.actor, ADD_IDENTITY, {
    input,
  });
  return addIdentity;
}

/** What somebody does for which mails are written, in the order in which it happens; each brings one kind more. */
export const ACTS: readonly Act[] = [
  // email-confirmation
  ({ api }) => {
    const input = { login: "kim", password: PASSWORD, scope: { platform: true }, email: "kim@contact.example" };
    return api.succeed(OPERATOR, CREATE_ADMINISTRATOR, { input });
  },
  // credential-notice
  ({ api, tree: { north } }) =>
    api.succeed(north.domain.actor, SET_PASSWORD, { input: { accountId: north.account.id, password: PASSWORD } }),
  // mail-test
  ({ api }) => api.succeed(OPERATOR, TEST_MAIL, { input: { to: "operator@north.test" } }),
  // question
  (world) => ask(world, world.tree.north.account, "press@newspaper.test"),
  // reply-help
  replyToQuestion,
  // question-digest
  async (world) => {
    await ask(world, world.tree.north.account, "shared@newspaper.test");
    await ask(world, world.tree.south.account, "shared@newspaper.test");
  },
  // approval-request
  (world) => ask(world, world.tree.north.account, "team@north.test"),
  // answer-notice, asker-news
  async (world) => {
    const { id, question, number } = await world.owner.ask(world.tree.north, "allowed@elsewhere.test");
    await world.owner.send(question, { decision: "allow", number });
    world.clock.advance(6 * MINUTE_MS);
    return id;
  },
  // owner-link
  async ({ owner, tree }) => {
    const asked = await owner.ask(tree.north, "linked@elsewhere.test");
    await owner.send(asked.owner, { action: "renew" });
  },
  // owner-notice
  async ({ owner, tree, clock }) => {
    const asked = await owner.ask(tree.north, "blocking@elsewhere.test");
    await owner.act(await owner.openActing(asked.owner), { action: "block" });
    clock.advance(2 * MINUTE_MS);
  },
  // owner-overruled
  async ({ api, owner, tree: { north } }) => {
    const asked = await owner.ask(north, "overruled@elsewhere.test");
    await owner.send(asked.question, { decision: "deny" });
    const input = { accountId: north.account.id, address: asked.address, reason: "the contract was shown to us" };
    await api.succeed(OPERATOR, GRANT, { input });
  },
  // profile-proposal
  async (world) => {
    const { api, clock, tree } = world;
    const { account, domain } = tree.north;
    const { id } = await ask(world, account, account.address);
    const { node } = await api.succeed<{ node: { profiles: [{ id: string }] } }>(account.actor, PROFILES, { id });
    const input = { profileId: node.profiles[0].id, replyTo: "desk@north.test" };
    await api.succeed(domain.actor, SET_PROFILE, { input });
    clock.advance(2 * MINUTE_MS);
  },
  // mail-refusals
  async (world) => {
    await ask(world, world.tree.south.account, "refusing@elsewhere.test");
    await world.mailbox.deliver();
    await world.run("tell-refusals");
  },
  // complaint-alert
  async ({ api, clock }) => {
    await api.succeed(OPERATOR, SET_POLICY, { input: { scope: { platform: true }, complaintThreshold: 2 } });
    const said = { login: "user@north.test", sender: "allowed@elsewhere.test", at: clock.now() };
    const verdicts = ["4Z1", "4Z2", "4Z3"].map((queueId) => ({ ...said, queueId }));
    await api.succeed(actorWith("GATEWAY", { kind: "PLATFORM" }), VERDICTS, { verdicts });
  },
  // security-alert
  async (world) => {
    const at = world.clock.now();
    const burst = Array.from({ length: 200 }, (_, each) => submission("neighbour@north.test", `v${each}@far.test`, at));
    await world.api.database.write((tx) => recordSubmissions(tx, burst));
    await world.run("send-security-alerts");
  },
  // webhook-disabled
  endWebhook,
  // proof-gone, of an account's right and of a hosted domain
  loseProof,
  // domain-conflict
  makeConflict,
  // alert-observed, digest-reseller, announcement
  observeForWeeks,
  // enforcement-hold
  async ({ clock, run }) => {
    clock.advance(2 * DAY - 30 * MINUTE_MS);
    await run("apply-brake");
  },
  // owner-reminder
  async ({ api, owner, tree, clock, run }) => {
    const { question, number } = await owner.ask(tree.north, "yearly@elsewhere.test");
    await owner.send(question, { decision: "allow", number });
    await api.succeed(OPERATOR, SET_POLICY, { input: { scope: { platform: true }, ownerReminderDays: 365 } });
    clock.advance(366 * DAY);
    await run("remind-owners");
  },
];

/** The link in the reply to a message from the account of the tenant, whose domain refuses what nobody has allowed. */
export async function linkOfRefusal({ api, tree: { south } }: MailedWorld, sender: string): Promise<string> {
  const schedule = [{ at: "2020-01-01T00:00:00Z", mode: "ENFORCE" }];
  await api.succeed(OPERATOR, SET_POLICY, { input: { scope: { domainId: south.domain.id }, schedule } });
  const asked = { login: south.account.address, sender };
  const decided = await api.succeed<{ authorizeSender: { smtpReply: string } }>(OPERATOR, DECIDE, asked);
  return /http\S+/.exec(decided.authorizeSender.smtpReply)?.[0] ?? "";
}

async function replyToQuestion({ api, mailbox, clock }: MailedWorld): Promise<void> {
  await mailbox.deliver();
  const asked = { toAddress: "press@newspaper.test", template: "question" };
  const { messageId } = await api.database.reader.findOneByOrFail(OutboxMail, asked);
  const reply = [
    "From: Owner <press@newspaper.test>",
    "Message-ID: <reply@newspaper.test>",
    "Subject: Re: question",
    `In-Reply-To: ${messageId}`,
    "",
    "Yes",
    "",
  ];
  const ports = { ...reportPortsOf(api.services), replies: replyPortOf(api.services) };
  const paths = { reversePath: asked.toAddress, forwardPaths: [api.services.configuration.mailFrom] };
  await takeReport(api.database, ports, Readable.from([Buffer.from(reply.join("\r\n"))]), paths);
  clock.advance(MINUTE_MS);
}

async function endWebhook({ api, clock, tree: { north } }: MailedWorld): Promise<void> {
  const receiver = await startWebhookReceiver();
  receiver.set("/down", 503);
  const url = receiver.urlOf("/down");
  const kinds = ["ACCOUNT_SUSPENDED", "ACCOUNT_RESUMED"];
  const input = { scope: { resellerId: north.id }, name: "Panel", url, kinds };
  await api.succeed(north.actor, CREATE_WEBHOOK, { input });
  const id = north.neighbour.id;
  await api.succeed(north.actor, SUSPEND, { id });
  await api.succeed(north.actor, RESUME, { id });
  for (const waitMs of [0, 3 * DAY]) {
    clock.advance(waitMs);
    const lanes = new WebhookLanes(api.services, new AbortController().signal);
    while ((await lanes.begin()) > 0) await lanes.ended();
  }
}

/** Of a domain that an account has claimed, and of one that a reseller hosts. */
async function loseProof({ api, clock, dns, tree: { north, south } }: MailedWorld): Promise<void> {
  const looks = startProofLooks(api);
  const input = { accountId: north.account.id, domain: "claimed.example" };
  type Claimed = { requestDomainAuthorization: { id: string; record: DnsRecord } };
  const { requestDomainAuthorization: claim } = await api.succeed<Claimed>(north.account.actor, CLAIM, { input });
  const made = await api.succeed<{ createDomain: { id: string } }>(south.actor, CREATE_DOMAIN, {
    input: { resellerId: south.id, name: "hosted.test" },
  });
  const { id } = made.createDomain;
  type Proof = { requestDomainProof: { proofRecord: DnsRecord } };
  const { requestDomainProof } = await api.succeed<Proof>(south.actor, REQUEST_PROOF, { id });
  const records = [claim.record, requestDomainProof.proofRecord];
  for (const { name, value } of records) await dns.publish(name, value);
  await api.succeed(north.account.actor, VERIFY_CLAIM, { id: claim.id });
  await api.succeed(south.actor, VERIFY_DOMAIN, { id });
  for (const { name } of records) await dns.withdraw(name);
  for (let day = 0; day < 2; day += 1) {
    clock.advance(DAY);
    await looks.lookAtDue();
  }
  looks.stop();
}

async function makeConflict({ api, clock, dns, run, tree: { north } }: MailedWorld): Promise<void> {
  const looks = startProofLooks(api);
  const grant = { accountId: north.account.id, address: "carol@disputed.example", reason: "asked her" };
  await api.succeed(OPERATOR, GRANT, { input: grant });
  const taker = await plantReseller(api, "taker");
  const made = await api.succeed<{ createDomain: { id: string } }>(taker.actor, CREATE_DOMAIN, {
    input: { resellerId: taker.id, name: "disputed.example" },
  });
  const { id } = made.createDomain;
  type Proof = { requestDomainProof: { proofRecord: DnsRecord } };
  const { requestDomainProof } = await api.succeed<Proof>(taker.actor, REQUEST_PROOF, { id });
  const { name, value } = requestDomainProof.proofRecord;
  await dns.publish(name, value);
  clock.advance(10_000);
  await api.refuse(taker.actor, VERIFY_DOMAIN, { id });
  looks.stop();
  await run("tell-conflicts");
}

/** Days of mail under addresses that nobody has confirmed, a day ahead from which it is refused, and who is told. */
async function observeForWeeks({ api, clock, run }: MailedWorld): Promise<void> {
  const now = clock.now().getTime();
  const schedule = [
    { at: new Date(now).toISOString(), mode: "WARN" },
    { at: new Date(now + 10 * DAY).toISOString(), mode: "ENFORCE" },
  ];
  const input = { scope: { platform: true }, schedule, holdThreshold: 100, proactive: "PROPOSE" };
  await api.succeed(OPERATOR, SET_POLICY, { input });
  for (let day = 0; day < 8; day += 1) {
    clock.advance(DAY);
    const seen = submission("user@north.test", "orders@shop.test", clock.now(), { count: 40 });
    await api.database.write((tx) => recordSubmissions(tx, [seen]));
  }
  await run("propose-from-observations", "alert-accounts", "send-digests");
}
