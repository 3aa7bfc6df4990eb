import formbody from "@fastify/formbody";
import { fastify } from "fastify";
import { beforeEach, expect, it } from "vitest";
import { renderMail } from "../../src/notifications/index.js";
import { recordSubmissions } from "../../src/observations/index.js";
import { OutboxMail } from "../../src/outbox/index.js";
import { DigestUnsubscription } from "../../src/rollout/alerts/digest-unsubscription.entity.js";
import { registerUnsubscribePages, sendDigests, sendSecurityAlerts } from "../../src/rollout/index.js";
import { DAY, submission } from "../database/observations/observed.js";
import { OPERATOR, testConfiguration } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { openProposals, type Proposals } from "./proposals-world.js";

describeOnEachEngine("mails about what was observed", (engine) => {
  let world: Proposals;

  beforeEach(async () => {
    world = await openProposals(engine);
  });

  it("sends administrators one digest a week and resellers one announcement, until they unsubscribe", async () => {
    const { clock, api, writer, mails } = world;
    // What was seen at first is no part of any digest by then, and the announcement is due.
    clock.advance(14 * DAY);
    const at = clock.now().getTime() - DAY;
    await api.database.write((tx) =>
      recordSubmissions(tx, [submission("user@north.test", "boss@elsewhere.test", at, { count: 4 })]),
    );
    await sendDigests(api.services, writer);
    await sendDigests(api.services, writer);
    const digests = await mails("digest-reseller");
    expect(digests.map(({ toAddress }) => toAddress).sort()).toEqual([
      "admin@domain_admin.north.test",
      "admin@reseller.north.test",
    ]);
    expect(digests[0]!.parameters).toMatchObject({ messages: 4, accounts: 1, addresses: 1 });
    const announcements = await mails("announcement");
    expect(announcements.map(({ toAddress }) => toAddress).sort()).toEqual([
      "admin@reseller.north.test",
      "admin@reseller.south.test",
    ]);

    const app = fastify();
    await app.register(formbody);
    registerUnsubscribePages(app, api.services);
    const reseller = digests.find(({ toAddress }) => toAddress.startsWith("admin@reseller"))!;
    const { unsubscribeToken } = writer.sealer.open(reseller.id, reseller.sealed!);
    const rendered = renderMail({ ...reseller, secrets: { unsubscribeToken } } as never, testConfiguration());
    expect(rendered.headers["List-Unsubscribe"]).toBe(`<https://mayfrom.test/u/${unsubscribeToken}>`);
    expect((await app.inject({ url: `/unsubscribe/${unsubscribeToken}` })).body).toContain("<form");
    for (const [acceptLanguage, words] of [
      ["fr-CH, de;q=0.9", '<html lang="fr">'],
      ["it, de-AT;q=0.8, en;q=0.5", "Abbestellen"],
      ["ja", "Unsubscribe"],
    ]) {
      const headers = { "accept-language": acceptLanguage };
      expect((await app.inject({ url: `/unsubscribe/${unsubscribeToken}`, headers })).body).toContain(words);
    }
    clock.advance(7 * DAY);
    const next = clock.now().getTime() - DAY;
    await api.database.write((tx) =>
      recordSubmissions(tx, [submission("user@north.test", "boss@elsewhere.test", next)]),
    );
    const forged = unsubscribeToken!.startsWith("A")
      ? `B${unsubscribeToken!.slice(1)}`
      : `A${unsubscribeToken!.slice(1)}`;
    expect((await app.inject({ method: "POST", url: `/unsubscribe/${forged}` })).statusCode).toBe(404);
    const oneClick = {
      headers: { "content-type": "multipart/form-data; boundary=b" },
      payload: '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    };
    const done = await app.inject({ method: "POST", url: `/unsubscribe/${unsubscribeToken}`, ...oneClick });
    expect(done.statusCode).toBe(200);
    // On the page: a program that names itself is held, and the same page turns it round at any time.
    const onPage = (answer: string, userAgent: string) =>
      app.inject({
        method: "POST",
        url: `/unsubscribe/${unsubscribeToken}`,
        headers: { "content-type": "application/x-www-form-urlencoded", "user-agent": userAgent },
        payload: `answer=${answer}`,
      });
    const person = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0";
    const hasEnded = () => api.database.reader.count(DigestUnsubscription);
    expect((await app.inject({ url: `/unsubscribe/${unsubscribeToken}` })).body).toContain("Send them again");
    expect((await onPage("again", person)).body).toContain("come again");
    expect(await hasEnded()).toBe(0);
    expect((await onPage("yes", "Mimecast LinkScan/1.0")).statusCode).toBe(202);
    expect(await hasEnded()).toBe(0);
    expect((await onPage("yes", person)).body).toContain("You are unsubscribed");
    expect(await hasEnded()).toBe(1);
    await app.close();
    await sendDigests(api.services, writer);
    expect((await mails("digest-reseller")).slice(2).map(({ toAddress }) => toAddress)).toEqual([
      "admin@domain_admin.north.test",
    ]);
    expect(await mails("announcement")).toHaveLength(2);
  });

  it("answers 10,000 addresses of one login with one security alert and no proposal at all", async () => {
    const { clock, api, tree, writer, propose, proposeAll, mails, list } = world;
    await proposeAll();
    const now = clock.now().getTime();
    const before = (await api.database.reader.find(OutboxMail)).length;
    for (const days of [1, 0]) {
      for (let batch = 0; batch < 10; batch += 1) {
        await api.database.write((tx) =>
          recordSubmissions(
            tx,
            Array.from({ length: 1_000 }, (_, index) =>
              submission("neighbour@south.test", `victim${batch * 1_000 + index}@world.test`, now - days * DAY, {
                count: 5,
              }),
            ),
          ),
        );
      }
    }
    await propose();
    for (let round = 0; round < 3; round += 1) await api.database.write((tx) => sendSecurityAlerts(tx, writer));

    const mailed = (await api.database.reader.find(OutboxMail)).length - before;
    const alerts = await mails("security-alert");
    expect(alerts.map(({ toAddress }) => toAddress)).toEqual(["admin@reseller.south.test"]);
    expect(mailed).toBe(1);
    expect(await list(OPERATOR, { accountId: tree.south.neighbour.id })).toEqual([]);
  });
});
