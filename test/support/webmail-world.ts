import { join } from "node:path";
import { type Dovecot, type MailUser, startDovecot } from "./dovecot.js";
import type { EngineName } from "./engines.js";
import { eventually } from "./eventually.js";
import { type Caller, type Installation, install, type RunningVerb, serve, signInAs } from "./mayfrom-process.js";
import { pluginReadme } from "./plugin-readme.js";
import { freePort } from "./ports.js";
import { type Postfix, startPostfix } from "./postfix.js";
import { type Roundcube, startRoundcube } from "./roundcube.js";

/** Webmail with the plugin, Postfix in ENFORCE with the agent, mayfrom, and mailboxes: everything real. */
export interface WebmailWorld {
  readonly installation: Installation;
  readonly server: RunningVerb;
  readonly operator: Caller;
  readonly dovecot: Dovecot;
  readonly postfix: Postfix;
  readonly roundcube: Roundcube;
  readonly resellerId: string;
  /** On which the agent answers a milter's questions. */
  readonly milterPort: number;
  accountId(address: string): string;
  stop(): Promise<void>;
}

export interface WebmailWorldOptions {
  /** Mailboxes of `cobalt.test`, which is hosted at mayfrom. */
  readonly users: readonly MailUser[];
  /** Mailboxes of `violet.test`, which is hosted elsewhere. There is no `gone@violet.test`, as its server says at once. */
  readonly owners: readonly MailUser[];
}

export async function startWebmailWorld(engine: EngineName, options: WebmailWorldOptions): Promise<WebmailWorld> {
  const started: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of started.reverse()) await end();
  };
  try {
    const dovecot = await startDovecot({ users: [...options.users, ...options.owners] });
    started.push(dovecot.stop);
    const [policyPort, milterPort] = [await freePort(), await freePort()];
    const postfix = await startPostfix({
      domains: ["cobalt.test", "violet.test"],
      dovecot,
      policyPort,
      extraMain: {
        smtpd_recipient_restrictions: "check_recipient_access inline:{{gone@violet.test = 550 5.1.1 no such mailbox}}",
      },
    });
    started.push(postfix.stop);
    const installation = await install(engine, {
      SMTP_URL: `smtp://127.0.0.1:${postfix.smtpPort}`,
      MAIL_FROM: "mayfrom@cobalt.test",
    });
    started.push(installation.remove);
    const server = await serve(installation);
    const operator = await signInAs(installation.url);
    const tenants = await createTenants(operator, options.users);
    await startAgent(installation, policyPort, milterPort);

    // As the plugin's README says, step by step.
    const key = pluginReadme.makeKey(installation.directory);
    const { document, issuer, audience, keyId } = pluginReadme.registration();
    await operator.call(document, { pem: key.pem });
    const roundcube = await startRoundcube({
      imapPort: dovecot.imapPort,
      submissionPort: postfix.submissionPort,
      plugin: {
        name: "mayfrom",
        install(directory) {
          pluginReadme.copyPlugin(directory);
          pluginReadme.configure(join(directory, "plugins/mayfrom"), {
            mayfrom_url: installation.url,
            mayfrom_issuer: issuer,
            mayfrom_audience: audience,
            mayfrom_key_file: key.keyFile,
            mayfrom_key_id: keyId,
            // A limit for a machine under load: what is shown while mayfrom is away has tests of its own.
            mayfrom_connect_timeout: 20,
            mayfrom_timeout: 20,
          });
        },
      },
    });
    started.push(roundcube.stop);
    const accountId = (address: string) => {
      const id = tenants.accountIds.get(address);
      if (id === undefined) throw new Error(`${address} is no account of this world`);
      return id;
    };
    return {
      ...{ installation, server, operator, dovecot, postfix, roundcube },
      resellerId: tenants.resellerId,
      milterPort,
      accountId,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function createTenants(operator: Caller, users: readonly MailUser[]) {
  const { createReseller } = await operator.call<{ createReseller: { id: string } }>(
    "mutation ($input: CreateResellerInput!) { createReseller(input: $input) { id } }",
    { input: { name: "Cobalt", slug: "cobalt" } },
  );
  const { createDomain } = await operator.call<{ createDomain: { id: string } }>(
    "mutation ($input: CreateDomainInput!) { createDomain(input: $input) { id } }",
    { input: { resellerId: createReseller.id, name: "cobalt.test" } },
  );
  const accountIds = new Map<string, string>();
  for (const { address } of users) {
    const { createAccount } = await operator.call<{ createAccount: { id: string } }>(
      "mutation ($input: CreateAccountInput!) { createAccount(input: $input) { id } }",
      { input: { domainId: createDomain.id, address } },
    );
    accountIds.set(address, createAccount.id);
  }
  await operator.call("mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { mode } }", {
    input: { scope: { resellerId: createReseller.id }, schedule: [{ at: "2020-01-01T00:00:00Z", mode: "ENFORCE" }] },
  });
  return { resellerId: createReseller.id, accountIds };
}

async function startAgent(installation: Installation, policyPort: number, milterPort: number): Promise<void> {
  const agent = installation.start(["agent"], {
    MAYFROM_URL: installation.url,
    MAYFROM_KEY: installation.run("create-key", "the gateway").trim(),
    AGENT_POLICY_LISTEN: `127.0.0.1:${policyPort}`,
    AGENT_SOCKETMAP_LISTEN: "off",
    AGENT_MILTER_LISTEN: `127.0.0.1:${milterPort}`,
    AGENT_HTTP_LISTEN: "off",
  });
  await eventually("the agent listens", () => agent.output().includes("agent listens"));
}
