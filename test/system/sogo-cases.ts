import { readFileSync } from "node:fs";
import { createConnection } from "mysql2/promise";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase } from "../support/database.js";
import type { MailUser } from "../support/dovecot.js";
import { eventually } from "../support/eventually.js";
import { type Sogo, startSogo } from "../support/sogo.js";
import type { WebmailStage } from "../support/webmail-acts.js";

const VIEW = readFileSync(new URL("../../integrations/sogo/senders.sql", import.meta.url), "utf8")
  .trim()
  .replace(/;$/, "");
const README = readFileSync(new URL("../../integrations/sogo/README.md", import.meta.url), "utf8");

/** A real SOGo beside the Roundcube that a test file has running, on the same mailboxes, set up as its README says. */
export function sogoCases(stage: () => WebmailStage, user: MailUser): void {
  let sogo: Sogo;

  beforeAll(async () => {
    const { world } = stage();
    const mayfrom = world.installation.databaseUrl ?? "";
    const databaseUrl = await createDatabase();
    const nameOf = (url: string) => new URL(url).pathname.slice(1);
    const connection = await createConnection({ uri: databaseUrl, multipleStatements: true });
    const [, join = ""] = /(CREATE VIEW sogo\.users.*?;)/s.exec(README) ?? [];
    await connection.query(`USE ${nameOf(mayfrom)}; ${VIEW}; USE ${nameOf(databaseUrl)}`);
    await connection.query("CREATE TABLE mailbox (address VARCHAR(200), password VARCHAR(200), name VARCHAR(200))");
    await connection.query("INSERT INTO mailbox VALUES (?, ?, 'Anna')", [user.address, user.password]);
    await connection.query(
      join
        .replaceAll("mail.mailbox", "mailbox")
        .replaceAll("mayfrom.", `${nameOf(mayfrom)}.`)
        .replace("sogo.users", "sogo_users"),
    );
    await connection.end();
    const { imapPort } = world.dovecot;
    sogo = await startSogo({ databaseUrl, imapPort, submissionPort: world.postfix.submissionPort });
  });

  afterAll(() => sogo?.stop());

  it("has SOGo offer what may be sent as, and show where a refusal is explained", async () => {
    const { recipient, world } = stage();
    const anna = await sogo.signIn(user);
    expect(await anna.senders()).toEqual([user.address]);
    const mail = { to: recipient, subject: "By SOGo" };
    expect(await anna.send({ ...mail, from: user.address })).toBeNull();
    await world.dovecot.waitForMail(recipient, (text) => text.includes("By SOGo"));
    // Of a reply it shows what follows the first slash, so with the page the beginning is lost, and without one nothing.
    const asked = await anna.send({ ...mail, from: "stranger@violet.test" });
    expect(asked).toMatch(/^\/[^/]+\/console\/senders\?address=stranger/);
    expect(await anna.send({ ...mail, from: "press@violet.test" })).toContain("use another sender address");
    await world.operator.call("mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { updatedAt } }", {
      input: { scope: { platform: true }, refusalAdvice: "WORDS" },
    });
    await eventually("the agent gives its advice in words", async () => {
      const said = await anna.send({ ...mail, from: "stranger@violet.test" });
      return /<stranger@violet\.test>: not an authorized sender of .*; add it at 127\.0\.0\.1/.test(said ?? "");
    });
  });
}
