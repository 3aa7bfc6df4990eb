import { generateKeyPairSync } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sqliteConnectionClass } from "../../src/database/sqlite-driver.js";
import { launchBrowser, newPerson } from "../support/browser.js";
import { type Dovecot, startDovecot } from "../support/dovecot.js";
import type { PhpValue } from "../support/php-configuration.js";
import { freePort } from "../support/ports.js";
import { type Postfix, startPostfix } from "../support/postfix.js";
import { copiedPlugin, type Roundcube, startRoundcube } from "../support/roundcube.js";
import { serveSecurely } from "../support/secure-server.js";
import { press, signInToWebmail, type WebmailUser } from "../support/webmail-user.js";

const PLUGIN = fileURLToPath(new URL("../../integrations/roundcube", import.meta.url));
const ANNA = { address: "anna@cobalt.test", password: "anna's password" };
const AWAY = "Sender addresses cannot be looked up right now.";

type Behaviour = (response: ServerResponse, body: string) => void;

const FROZEN: Behaviour = () => undefined;
const json =
  (status: number, body: unknown): Behaviour =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
const failing = (code: string): unknown => ({ errors: [{ message: "No <b>way</b>", extensions: { code } }] });

const operationIn = (body: string): string => (JSON.parse(body) as { operationName: string }).operationName;

/** Of a mailbox that has nothing but its own address. */
function sendersFor(body: string): unknown {
  const { variables } = JSON.parse(body) as { variables: { requests: readonly { sender: string }[] } };
  const page = { edges: [], pageInfo: { hasNextPage: false, endCursor: null } };
  const account = { id: "A", address: ANNA.address, sendableAddresses: page };
  const authorizeSenders = variables.requests.map(({ sender }) =>
    sender === ANNA.address
      ? { verdict: "ALLOW", reason: "OWN_ADDRESS" }
      : { verdict: "DENY", reason: "NOT_AUTHORIZED" },
  );
  return { data: { viewer: { account }, authorizeSenders, proposals: page } };
}

/** The far side is played: no mayfrom that works answers like this. */
describe("the plugin while mayfrom is slow, away or wrong", () => {
  let dovecot: Dovecot;
  let postfix: Postfix;
  let roundcube: Roundcube;
  let mayfrom: Server;
  let browser: Browser;
  let anna: WebmailUser;
  let behaviour: Behaviour = FROZEN;
  let calls = 0;
  const directory = mkdtempSync(join(tmpdir(), "mayfrom-webmail-"));
  const keyFile = join(directory, "webmail.key");
  let settings: Record<string, PhpValue>;

  beforeAll(async () => {
    mayfrom = createServer((request, response) => {
      calls++;
      let body = "";
      request.on("data", (chunk) => (body += chunk));
      request.on("end", () => behaviour(response, body));
    });
    await new Promise<void>((resolve) => mayfrom.listen(0, "127.0.0.1", resolve));
    const { privateKey } = generateKeyPairSync("ed25519");
    writeFileSync(keyFile, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
    settings = {
      mayfrom_url: `http://127.0.0.1:${(mayfrom.address() as AddressInfo).port}`,
      mayfrom_issuer: "https://webmail.cobalt.test",
      mayfrom_audience: "https://mayfrom.cobalt.test",
      mayfrom_key_file: keyFile,
      mayfrom_timeout: 1,
      // For as long as this file runs, however slow the machine is.
      mayfrom_away_seconds: 600,
    };
    dovecot = await startDovecot({ users: [ANNA] });
    postfix = await startPostfix({ domains: ["cobalt.test"], dovecot });
    const { imapPort } = dovecot;
    const plugin = copiedPlugin("mayfrom", PLUGIN, settings);
    roundcube = await startRoundcube({ imapPort, submissionPort: postfix.submissionPort, plugin });
    browser = await launchBrowser();
    anna = await signInToWebmail(await (await newPerson(browser)).newPage(), roundcube.url, ANNA);
  });

  afterAll(async () => {
    await browser?.close();
    await Promise.all([roundcube?.stop(), postfix?.stop()]);
    await dovecot?.stop();
    mayfrom?.closeAllConnections();
    await new Promise((resolve) => mayfrom?.close(resolve));
    rmSync(directory, { recursive: true, force: true });
  });

  async function addIdentity(address: string, user = anna): Promise<void> {
    await press(user.page, "a.create");
    await user.form().locator("#rcmfd_name").fill("Press");
    await user.form().locator("#rcmfd_email").fill(address);
    await user.form().locator("button.submit").click();
  }

  it("says so on the page, and asks no second time", async () => {
    await anna.openIdentities();
    await anna.page.locator("#mayfrom-note").getByText(AWAY).waitFor();
    await anna.openIdentities();
    await anna.page.locator("#mayfrom-note").getByText(AWAY).waitFor();
    expect(calls).toBe(1);
    expect(roundcube.log()).toMatch(/Senders as anna@cobalt\.test: no answer after \d+ ms: /);
  });

  it("does not save what needs a question, and saves what needs none", async () => {
    await addIdentity("press@violet.test");
    await anna.page.getByText("cannot be asked right now. Nothing was saved.").waitFor();
    expect(await anna.form().locator("#rcmfd_email").inputValue()).toBe("press@violet.test");
    expect(await anna.page.locator("#identities-table tr:visible").count()).toBe(1);

    await anna.openIdentities();
    await anna.page.locator("#identities-table tr").click();
    await anna.form().locator("#rcmfd_name").fill("Anna");
    await anna.form().locator("button.submit").click();
    await anna.page.locator("#identities-table").getByText("Anna <anna@cobalt.test>").waitFor();
    expect(calls).toBe(1);
  });

  it("sends, and lets everything be chosen that may be usable", async () => {
    const { page } = anna;
    await page.goto(`${roundcube.url}?_task=mail&_action=compose&_to=${ANNA.address}`);
    expect(await page.locator("#_from option:disabled").count()).toBe(0);
    await page.fill("#compose-subject", "while mayfrom is away");
    await press(page, ".send");
    await dovecot.waitForMail(ANNA.address, (text) => text.includes("while mayfrom is away"));
    expect(calls).toBe(1);
  });

  it.each<[string, Behaviour, string, RegExp]>([
    ["HTML", (response) => response.end("<html>Hello</html>"), AWAY, /status 200 without an answer in JSON/],
    ["a fault of its own", json(500, failing("INTERNAL")), AWAY, /INTERNAL No <b>way<\/b> \(request [0-9a-f]{16}\)/],
    ["ten megabytes", (response) => response.end("x".repeat(10_000_000)), AWAY, /the answer is too long/],
    ["a closed connection", (response) => response.destroy(), AWAY, /Empty reply|reset/],
    [
      "that the user is unknown or suspended",
      json(401, failing("UNAUTHENTICATED")),
      "cannot be managed for your mailbox",
      /UNAUTHENTICATED No <b>way<\/b> \(request [0-9a-f]{16}\)/,
    ],
  ])(
    "takes %s for a sentence to the user and a line in the log, and saves nothing",
    async (_what, played, said, line) => {
      roundcube.configurePlugin({ ...settings, mayfrom_away_seconds: 0, mayfrom_timeout: 20 });
      behaviour = played;
      await anna.openIdentities();
      await anna.page.locator("#mayfrom-note").getByText(said).waitFor();
      await addIdentity("press@violet.test");
      await anna.page
        .locator("#messagestack")
        .getByText(/Nothing was saved|cannot be managed/)
        .waitFor();
      expect(await anna.page.locator("#identities-table tr:visible").count()).toBe(1);
      await expect.poll(() => roundcube.log()).toMatch(line);
    },
  );

  it("saves nothing where the answer to asking itself does not come, says so, and waits no second time", async () => {
    // Long enough for the answers that come, on any machine; once it is over, for as long as the test runs.
    roundcube.configurePlugin({ ...settings, mayfrom_timeout: 5 });
    behaviour = (response, body) => {
      if (operationIn(body) === "Senders") json(200, sendersFor(body))(response, body);
    };
    // Of a session in which mayfrom was never away.
    const person = await newPerson(browser);
    const user = await signInToWebmail(await person.newPage(), roundcube.url, ANNA);
    await user.openIdentities();
    await addIdentity("press@violet.test", user);
    const said = user.page.locator("#messagestack").getByText("cannot be asked right now. Nothing was saved.").first();
    await said.waitFor();
    expect(roundcube.log()).toMatch(/AddIdentity as anna@cobalt\.test: no answer after \d+ ms: /);
    expect(await user.form().locator("#rcmfd_email").inputValue()).toBe("press@violet.test");
    expect(await user.page.locator("#identities-table tr:visible").count()).toBe(1);

    const before = calls;
    await user.openIdentities();
    await user.page.locator("#mayfrom-note").getByText(AWAY).waitFor();
    await addIdentity("press@violet.test", user);
    await said.waitFor();
    expect(calls).toBe(before);
    await person.close();
  });

  it("passes on at once that receivers refuse what is not sent by the servers of the address's domain", async () => {
    roundcube.configurePlugin({ ...settings, mayfrom_away_seconds: 0, mayfrom_timeout: 20 });
    const authorization = {
      ...{ id: "A1", state: "PENDING", identity: { address: "press@violet.test" }, profiles: [] },
      ...{ verification: { matchNumber: "84" }, deliveryAdvice: { dmarcPolicy: "reject" } },
    };
    behaviour = (response, body) => {
      const data = operationIn(body) === "Senders" ? sendersFor(body) : { data: { addIdentity: { authorization } } };
      json(200, data)(response, body);
    };
    const person = await newPerson(browser);
    const user = await signInToWebmail(await person.newPage(), roundcube.url, ANNA);
    await user.openIdentities();
    await addIdentity("press@violet.test", user);
    await user.page
      .locator("#messagestack")
      .getByText("The domain of press@violet.test asks other providers to refuse email")
      .waitFor();
    const row = user.page.locator("#identities-table tr", { hasText: "press@violet.test" });
    await row.and(user.page.locator(".selected")).waitFor();
    await press(user.page, "a.delete");
    await user.page.locator(".ui-dialog .mainaction").click();
    await row.waitFor({ state: "hidden" });
    await person.close();
  });

  it("takes a certificate that does not hold for no answer, and tells it nothing", async () => {
    const port = await freePort();
    let asked = 0;
    await serveSecurely(port, (_request, response) => {
      asked++;
      response.end();
    });
    roundcube.configurePlugin({ ...settings, mayfrom_url: `https://127.0.0.1:${port}`, mayfrom_away_seconds: 0 });
    await anna.openIdentities();
    await anna.page.locator("#mayfrom-note").getByText(AWAY).waitFor();
    expect(roundcube.log()).toMatch(/Senders as anna@cobalt\.test: no answer after \d+ ms: .*certificate/);
    expect(asked).toBe(0);
  });

  it("deletes nothing whose permission cannot be withdrawn, and says so", async () => {
    roundcube.configurePlugin({ ...settings, mayfrom_away_seconds: 0, mayfrom_timeout: 20 });
    behaviour = (response) => response.destroy();
    const database = new (sqliteConnectionClass())(join(roundcube.directory, "db/roundcube.db"), { timeout: 20_000 });
    const { lastInsertRowid: id } = database
      .prepare(
        "INSERT INTO identities (user_id, changed, name, email) SELECT user_id, changed, 'Press', ? FROM identities",
      )
      .run("press@violet.test");
    await anna.openIdentities();
    // As the press in the dialog posts it, of a page that was opened while mayfrom was there.
    await anna.page.evaluate(
      `rcmail.http_post('settings/delete-identity', {_iid: ${id}, _mayfrom: 'withdraw'}, rcmail.set_busy(true, 'loading'))`,
    );
    await anna.page.getByText("The permission cannot be withdrawn right now. Nothing was deleted.").waitFor();
    expect(database.prepare("SELECT del FROM identities WHERE identity_id = ?").all(id)).toEqual([{ del: 0 }]);
    database.prepare("DELETE FROM identities WHERE identity_id = ?").run(id);
    database.close();
  });

  it("uses no key that others can read, and says so in the log alone", async () => {
    chmodSync(keyFile, 0o644);
    const before = calls;
    await anna.openIdentities();
    await anna.page.locator("#mayfrom-note").getByText(AWAY).waitFor();
    chmodSync(keyFile, 0o600);
    expect(calls).toBe(before);
    expect(roundcube.log()).toContain("(mode 0644) is open to others than the web server");
    expect(await anna.page.content()).not.toContain(keyFile);
  });

  it("takes its actions by POST with the request's token alone", async () => {
    const { request } = anna.page.context();
    const before = calls;
    for (const action of [
      "states",
      "ask",
      "adopt",
      "answer",
      "resend",
      "withdraw",
      "askall",
      "others",
      "askforsending",
    ]) {
      const url = `${roundcube.url}?_task=settings&_action=plugin.mayfrom-${action}&_address=a@b.test&_remote=1`;
      expect((await request.get(url)).status(), `GET ${action}`).toBe(403);
      expect((await request.post(url)).status(), `empty POST ${action}`).toBe(403);
      expect((await request.post(url, { form: { _address: "a@b.test" } })).status(), `POST ${action}`).toBe(403);
    }
    expect(calls).toBe(before);
  });

  it("leaves no notice of PHP in the logs", () => {
    const notices = roundcube.log().match(/PHP (?:Notice|Warning|Deprecated|Fatal|Parse).*/g) ?? [];
    expect(notices.filter((line) => !line.includes("PEAR"))).toEqual([]);
  });
});
