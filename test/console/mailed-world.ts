import { simpleParser } from "mailparser";
import { createApi, periodicJobs } from "../../src/app/index.js";
import { createResolver } from "../../src/dns/index.js";
import { renderMail } from "../../src/notifications/index.js";
import type { MailTemplateName } from "../../src/notifications/render-mail.js";
import { type MailToRender, OutboxMail, smtpTransport } from "../../src/outbox/index.js";
import {
  onQuestionDead,
  onQuestionRefused,
  onQuestionSent,
  verificationKeys,
  withLinkFromNow,
} from "../../src/verification/index.js";
import { confirmMailbox, givePassword, PASSWORD } from "../graphql/access-people.js";
import { createTenants, type Tree } from "../graphql/tenancy-tree.js";
import type { Mailbox } from "../graphql/verification-mailbox.js";
import { OPERATOR, startTestApi, type TestApi, testConfiguration } from "../support/api.js";
import { startTestDns, type TestDns } from "../support/dns.js";
import { atEndOfFile } from "../support/end-of-file.js";
import { buildProgram } from "../support/mayfrom-process.js";
import { deliverDue, type MovableClock, movableClock, silentLog } from "../support/outbox.js";
import { type OwnersBrowser, openBrowser } from "../support/pages.js";
import { freePort } from "../support/ports.js";
import { type SmtpSink, startSmtpSink } from "../support/smtp-sink.js";

export const CREATE_ADMINISTRATOR =
  "mutation ($input: CreateAdministratorInput!) { createAdministrator(input: $input) { id } }";

/** A mail as it arrived in its reader's mailbox. */
export interface ArrivedMail {
  readonly template: MailTemplateName;
  readonly to: string;
  /** Links that start at our server, each once. */
  readonly links: readonly string[];
}

/** A platform with two tenants, whose people have mailboxes and sign-ins, and whose mails leave by SMTP. */
export interface MailedWorld {
  readonly api: TestApi;
  readonly clock: MovableClock;
  readonly url: string;
  readonly tree: Tree;
  readonly dns: TestDns;
  readonly owner: OwnersBrowser;
  readonly mailbox: Mailbox;
  /** What has arrived since this was called last; runs the worker of the outbox first. */
  arrived(): Promise<readonly ArrivedMail[]>;
  /** Background work, by name. */
  run(...jobs: readonly string[]): Promise<void>;
}

export async function openMailedWorld(): Promise<MailedWorld> {
  buildProgram();
  const clock = movableClock(Date.now());
  const [dns, sink] = await Promise.all([startTestDns(), startSmtpSink({ refuse: refusalOf })]);
  // Domains exist, so that their owners may be asked.
  await dns.load(["*.test A 192.0.2.1"]);
  atEndOfFile(() => Promise.all([dns.close(), sink.stop()]).then(() => undefined));
  const url = `http://127.0.0.1:${await freePort()}`;
  const api = await startTestApi("SQLite", clock, {
    configuration: testConfiguration({ publicUrl: url, arePrivateWebhooksAllowed: true }),
    resolver: createResolver([dns.server]),
    revocationWaitMs: 200,
  });
  const app = await createApi(api.services);
  atEndOfFile(() => app.close());
  await app.listen({ host: "127.0.0.1", port: Number(new URL(url).port) });
  const tree = await createTenants(api);
  const mailbox = openSink(api, sink);
  const owner = await openBrowser({ api, mailbox, clock });
  const { signal } = new AbortController();
  const world: MailedWorld = {
    api,
    clock,
    url,
    tree,
    dns,
    owner,
    mailbox,
    arrived: async () => {
      await mailbox.deliver();
      return readSink(world, sink);
    },
    async run(...jobs) {
      for (const job of periodicJobs.filter(({ name }) => jobs.includes(name))) await job.run(api.services, signal);
    },
  };
  await addPeople(world);
  // What was mailed so that they are here is answered.
  await world.arrived();
  return world;
}

function refusalOf(forwardPath: string): string | null {
  return forwardPath.startsWith("refusing@") ? "550 5.7.1 blocked using bl.far.test" : null;
}

/** Everybody signs in with `PASSWORD`. */
async function addPeople({ api, tree: { north, south } }: MailedWorld): Promise<void> {
  const people = [
    { email: "operator@north.test", scope: { platform: true } },
    { email: "reseller@north.test", scope: { resellerId: north.id } },
    { email: "admin@north.test", scope: { domainId: north.domain.id } },
    { email: "southern@south.test", scope: { resellerId: south.id } },
  ];
  for (const { email, scope } of people) {
    const input = { login: email.replace(/@.*/, ""), password: PASSWORD, email, scope };
    const { createAdministrator } = await api.succeed<{ createAdministrator: { id: string } }>(
      OPERATOR,
      CREATE_ADMINISTRATOR,
      { input },
    );
    await confirmMailbox(api, createAdministrator.id);
  }
  for (const { account } of [north, south]) await givePassword(api, account.id);
}

/** The worker's way out, to a server that takes mail. */
function openSink(api: TestApi, sink: SmtpSink): Mailbox {
  const { database, services } = api;
  const { configuration, clock } = services;
  const keys = verificationKeys(configuration);
  const settings = { smtpUrl: `smtp://127.0.0.1:${sink.port}`, smtpTls: null, mailFrom: configuration.mailFrom };
  const transport = smtpTransport(settings, 5);
  atEndOfFile(() => transport.close());
  const deliver = async () => {
    const sent: (MailToRender & { returnPath: string | null })[] = [];
    const render = (mail: MailToRender) => {
      const shown = withLinkFromNow(mail, keys, clock.now());
      sent.push({ ...shown, returnPath: null });
      return renderMail(shown, configuration);
    };
    const callbacks = { onSent: onQuestionSent, onDead: onQuestionDead, onRefused: onQuestionRefused };
    const worker = { database, clock, log: silentLog, sealer: keys.sealer, workerName: "walk", transport, render };
    while ((await deliverDue({ ...worker, ...callbacks })).claimed > 0);
    return sent;
  };
  return { deliver, news: deliver, answerNotices: deliver, refuseWith() {} };
}

const read = new WeakMap<SmtpSink, number>();

async function readSink({ api, url }: MailedWorld, sink: SmtpSink): Promise<readonly ArrivedMail[]> {
  const fresh = sink.mails.slice(read.get(sink) ?? 0);
  read.set(sink, sink.mails.length);
  const mails: ArrivedMail[] = [];
  for (const { message, forwardPaths } of fresh) {
    const { messageId = "", text = "" } = await simpleParser(message);
    const { template } = await api.database.reader.findOneByOrFail(OutboxMail, { messageId });
    const links = new Set((text.match(/https?:\/\/\S+/g) ?? []).filter((link) => link.startsWith(`${url}/`)));
    mails.push({ template: template as MailTemplateName, to: forwardPaths[0] ?? "", links: [...links] });
  }
  return mails;
}
