import { generateKeyPairSync } from "node:crypto";
import { dkimSign } from "mailauth/lib/dkim/sign.js";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, it } from "vitest";
import { replyPortOf, reportPortsOf } from "../../../src/app/index.js";
import { createResolver } from "../../../src/dns/index.js";
import { type LmtpServer, openLmtpServer } from "../../../src/intake/index.js";
import { systemClock } from "../../../src/kernel/index.js";
import { Complaint } from "../../../src/rollout/complaints/complaint.entity.js";
import { createTenants, type Tree } from "../../graphql/tenancy-tree.js";
import { OPERATOR, startTestApi, type TestApi } from "../../support/api.js";
import { startTestDns, type TestDns } from "../../support/dns.js";
import { describeOnEachEngine } from "../../support/engines.js";
import { feedbackReport } from "../../support/report-messages.js";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const { privateKey: anotherKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const KEY = `v=DKIM1; k=rsa; p=${publicKey.export({ type: "spki", format: "der" }).toString("base64")}`;
const SET = "mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { locked } }";
const COMPLAINTS = "{ complaints { mismatched { complaints } others { complaints } untrusted } }";
const COUNTED = "250 2.6.0 OK: counted";

async function signed(message: string, key = privateKey, signingDomain = "provider.test"): Promise<string> {
  const { signatures } = await dkimSign(message, {
    canonicalization: "relaxed/relaxed",
    algorithm: "rsa-sha256",
    // Left to itself the signer reads the clock twice, and one signature in a hundred says another second than it signed.
    signTime: new Date(),
    headerList: "from:to:subject:content-type:mime-version",
    signatureData: [
      { signingDomain, selector: "s1", privateKey: key.export({ type: "pkcs8", format: "pem" }).toString() },
    ],
  } as never);
  return `${signatures}${message}`;
}

describeOnEachEngine("a feedback report by LMTP, its key in the DNS", (engine) => {
  let dns: TestDns;
  let api: TestApi;
  let tree: Tree;
  let server: LmtpServer;
  let number = 0;

  beforeAll(async () => {
    dns = await startTestDns();
    // A key of 2,048 bits is longer than one string of a TXT record may be.
    const strings = KEY.match(/.{1,200}/g)!
      .map((part) => `"${part}"`)
      .join(" ");
    await dns.load([`s1._domainkey.provider.test TXT ${strings}`, `s1._domainkey.evil.test TXT ${strings}`]);
    api = await startTestApi(engine, systemClock, { resolver: createResolver([dns.server]) });
    tree = await createTenants(api);
    const input = { scope: { platform: true }, reportingDomains: ["provider.test"] };
    await api.succeed(OPERATOR, SET, { input });
    server = await openLmtpServer({
      services: api.services,
      listen: { kind: "TCP", host: "127.0.0.1", port: 0 },
      reportPorts: reportPortsOf(api.services),
      replyPort: replyPortOf(api.services),
    });
  });
  afterAll(async () => {
    await server?.stop();
    await dns?.close();
  });

  const report = () =>
    feedbackReport(`${++number}@north.test`, tree.north.account.address).replace(
      /^Arrival-Date: .*$/m,
      `Arrival-Date: ${new Date().toUTCString().replace("GMT", "+0000")}`,
    );

  async function delivered(raw: string): Promise<string> {
    const { port } = server.address as { port: number };
    const transport = createTransport({ lmtp: true, host: "127.0.0.1", port, ignoreTLS: true });
    const envelope = { from: "fbl@provider.test", to: ["abuse@mayfrom.test"] };
    const { response } = await transport.sendMail({ envelope, raw }).finally(() => transport.close());
    return response;
  }

  const latest = () => api.database.reader.findOneOrFail(Complaint, { where: {}, order: { id: "DESC" } });

  it("is believed where a listed domain signed it with the key that it publishes", async () => {
    expect(await delivered(await signed(report()))).toBe(COUNTED);
    expect(await latest()).toMatchObject({ isTrusted: true, reporter: "provider.test" });
    expect(dns.asked).toContain("s1._domainkey.provider.test");
  });

  const doubtful: [string, () => Promise<string>][] = [
    ["nobody signed", async () => report()],
    ["somebody signed with another key", () => signed(report(), anotherKey)],
    [
      "was changed after it was signed",
      async () => (await signed(report())).replace("Feedback-Type: abuse", "Feedback-Type: fraud"),
    ],
    ["a domain signed that is not listed, as it may", () => signed(report(), privateKey, "evil.test")],
  ];
  it.each(doubtful)("is counted as untrusted and moves nothing, when %s", async (_what, made) => {
    const before = await api.succeed<{ complaints: { untrusted: number } }>(OPERATOR, COMPLAINTS);
    expect(await delivered(await made())).toBe(COUNTED);
    expect(await latest()).toMatchObject({ isTrusted: false });
    const after = await api.succeed<typeof before>(OPERATOR, COMPLAINTS);
    expect(after.complaints).toEqual({ ...before.complaints, untrusted: before.complaints.untrusted + 1 });
    expect(dns.asked).not.toContain("s1._domainkey.evil.test");
  });

  it("waits for its key: while no name server answers, the mail server is told to come again", async () => {
    dns.faults.set("s2._domainkey.provider.test", "SERVFAIL");
    const raw = (await signed(report())).replace("s=s1;", "s=s2;");
    const before = await api.database.reader.count(Complaint);
    expect(await delivered(raw)).toMatch(/^451 /);
    expect(await api.database.reader.count(Complaint)).toBe(before);
  });
});
