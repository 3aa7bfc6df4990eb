import { generateKeyPairSync } from "node:crypto";
import { dkimSign } from "mailauth/lib/dkim/sign.js";
import { expect, it } from "vitest";
import { judgeReport, SourceUnknownError } from "../../../../src/rollout/index.js";
import { feedbackReport } from "../../../support/report-messages.js";

const NOW = new Date(Date.UTC(2026, 2, 1, 12));
const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const KEY = `v=DKIM1; k=ed25519; p=${publicKey.export({ type: "spki", format: "der" }).subarray(-32).toString("base64")}`;
const REPORT = feedbackReport("one@north.test", "news@elsewhere.test");
const HEADERS = "from:to:subject:content-type:mime-version";

async function signed(message = REPORT, change: { domain?: string; headers?: string; maxBodyLength?: number } = {}) {
  const { domain = "provider.test", headers = HEADERS, maxBodyLength } = change;
  const { signatures } = await dkimSign(message, {
    canonicalization: "relaxed/relaxed",
    algorithm: "ed25519-sha256",
    signTime: new Date(NOW.getTime() - 60_000),
    headerList: headers,
    signatureData: [
      {
        signingDomain: domain,
        selector: "s1",
        privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
        ...(maxBodyLength === undefined ? {} : { maxBodyLength }),
      },
    ],
  } as never);
  return `${signatures}${message}`;
}

function judge(message: string, answer: readonly string[] | null = [KEY], forwardPaths = ["abuse@mayfrom.test"]) {
  const asked: string[] = [];
  const source = judgeReport(
    { message: Buffer.from(message, "latin1"), forwardPaths },
    {
      trusted: { domains: ["provider.test"], networks: ["192.0.2.0/24", "2001:db8::/32"] },
      ownDomains: [],
      now: NOW,
      findTexts: async (name) => {
        asked.push(name);
        return answer;
      },
    },
  );
  return { source, asked };
}

const UNTRUSTED = { isTrusted: false, reporter: "provider.test" };

it("believes a report that a listed domain has signed to us", async () => {
  const { source, asked } = judge(await signed());
  expect(await source).toEqual({ reporter: "provider.test", isTrusted: true });
  expect(asked).toEqual(["s1._domainkey.provider.test"]);
});

it("believes no signature of a domain that is not listed, and looks nothing up for it", async () => {
  const { source, asked } = judge(await signed(REPORT, { domain: "evil.test" }));
  expect(await source).toEqual(UNTRUSTED);
  expect(asked).toEqual([]);
});

it.each([
  ["has another body", async () => (await signed()).replace("Feedback-Type: abuse", "Feedback-Type: fraud")],
  ["has another boundary", async () => (await signed()).replace('boundary="b1"', 'boundary="b2"')],
  ["has a second Content-Type", async () => `Content-Type: text/plain\r\n${await signed()}`],
  ["does not sign how it is to be read", () => signed(REPORT, { headers: "from:to:subject" })],
  ["does not sign whom it is for", () => signed(REPORT, { headers: "from:subject:content-type" })],
  ["lets others add to it", () => signed(REPORT, { maxBodyLength: 10 })],
  ["was written to somebody else", () => signed(REPORT.replace("abuse@mayfrom.test", "abuse@evil.test"))],
  [
    "carries more signatures than anybody honest",
    async () => `${"DKIM-Signature: v=1\r\n".repeat(9)}${await signed()}`,
  ],
])("believes none that %s", async (_what, make) => {
  expect(await judge(await make()).source).toEqual(UNTRUSTED);
});

it("does not take a missing key for a good one, and a name server's silence for a missing key", async () => {
  expect(await judge(await signed(), []).source).toEqual(UNTRUSTED);
  await expect(judge(await signed(), null).source).rejects.toBeInstanceOf(SourceUnknownError);
});

it.each([
  [
    "Postfix",
    "from out.provider.test (out.provider.test [192.0.2.7])\r\n\tby mx.mayfrom.test (Postfix) with ESMTP",
    "192.0.2.0/24",
  ],
  ["Postfix over IPv6", "from x (unknown [IPv6:2001:db8::7]) by mx.mayfrom.test", "2001:db8::/32"],
  ["Exim", "from out.provider.test ([192.0.2.7] helo=x) by mx.mayfrom.test", "192.0.2.0/24"],
  ["Exim without a name", "from [192.0.2.7] (helo=x) by mx.mayfrom.test", "192.0.2.0/24"],
])("believes a report that came from a listed network, as %s writes it", async (_server, received, network) => {
  expect(await judge(`Received: ${received}\r\n${REPORT}`).source).toEqual({ reporter: network, isTrusted: true });
});

it("believes one that a filter on this machine handed back", async () => {
  const local = "Received: from localhost (localhost [127.0.0.1]) by mx.mayfrom.test\r\n";
  const outside = "Received: from x (x [192.0.2.7]) by mx.mayfrom.test\r\n";
  expect(await judge(`${local}${outside}${REPORT}`).source).toMatchObject({ isTrusted: true });
});

it.each([
  ["calls itself a listed address", "from [192.0.2.7] (unknown [198.51.100.1]) by mx.mayfrom.test"],
  [
    "came from elsewhere, whatever stands below",
    "from x (x [198.51.100.1]) by mx\r\nReceived: from x (x [192.0.2.7]) by y",
  ],
  ["names two clients", "from x (x [192.0.2.7]) (x [198.51.100.1]) by mx.mayfrom.test"],
  ["names none", "by mx.mayfrom.test (Postfix, from userid 0)\r\nReceived: from x (x [192.0.2.7]) by y"],
])("believes no report whose sender %s", async (_what, received) => {
  expect(await judge(`Received: ${received}\r\n${REPORT}`).source).toEqual(UNTRUSTED);
});
