import { afterAll, beforeAll, expect, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { type Installation, install, type RunningVerb, serve } from "../support/mayfrom-process.js";
import { freePort } from "../support/ports.js";
import { openSmtpSession } from "../support/submission.js";

let installation: Installation;
let port: number;
let serving: RunningVerb;

beforeAll(async () => {
  port = await freePort();
  installation = await install("SQLite", { MAYFROM_LMTP_LISTEN: `127.0.0.1:${port}` });
  serving = await serve(installation, "--no-worker");
});
afterAll(() => installation?.remove());

it("`serve` takes reports where MAYFROM_LMTP_LISTEN says, shows their number, and closes the door when it ends", async () => {
  const session = await openSmtpSession(port);
  for (const line of ["LHLO mta.test", "MAIL FROM:<>", "RCPT TO:<feedback@mayfrom.test>", "DATA"]) {
    expect((await session.command(line)).code).toBeLessThan(400);
  }
  expect((await session.message("Subject: hello\n\nnobody's report\n")).text).toBe(
    "250 2.6.0 OK: no report, and not kept",
  );
  const metrics = await (await fetch(`${installation.url}/metrics`)).text();
  expect(metrics).toContain('mayfrom_lmtp_messages_total{outcome="NO_REPORT"} 1\n');
  await session.close();
  await serving.stop();
  expect(serving.process.exitCode).toBe(0);
  await eventually("nobody answers", () =>
    openSmtpSession(port).then(
      () => false,
      () => true,
    ),
  );
});

it("an address that is none, and one that cannot be opened, stop the start with their name", async () => {
  for (const [listen, words] of [
    ["127.0.0.1:99999", /MAYFROM_LMTP_LISTEN: "127\.0\.0\.1:99999" is no address/],
    ["unix:/nonexistent/reports.sock", /cannot listen on unix:\/nonexistent\/reports\.sock/],
  ] as const) {
    const verb = installation.start(["serve", "--no-worker"], { MAYFROM_LMTP_LISTEN: listen });
    await eventually("it ends", () => verb.process.exitCode !== null);
    expect(verb.process.exitCode).toBe(1);
    expect(verb.output()).toMatch(words);
  }
});
