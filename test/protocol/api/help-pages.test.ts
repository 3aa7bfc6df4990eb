import { fastify } from "fastify";
import { expect, test } from "vitest";
import { registerHelp } from "../../../src/api/help.page.js";

test.each([
  ["/console/identities", "Your message was not sent"],
  ["/console", "This is decided in your control panel"],
  ["/console/approvals", "This is decided in your control panel"],
  ["/console/senders?address=a@b.test", "This is decided in your control panel"],
])("%s, where a refusal or a mail leads, says what to do", async (path, words) => {
  const app = fastify();
  registerHelp(app);
  const { statusCode, body, headers } = await app.inject(path);
  expect(statusCode).toBe(200);
  expect(body).toContain(words);
  expect(body).not.toContain("a@b.test");
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
});
