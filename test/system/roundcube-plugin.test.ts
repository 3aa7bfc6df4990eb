import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser, newPerson } from "../support/browser.js";
import { describeOnEachEngine } from "../support/engines.js";
import { eventually } from "../support/eventually.js";
import { submit } from "../support/submission.js";
import { webmailActs } from "../support/webmail-acts.js";
import { press, signInToWebmail, type WebmailUser } from "../support/webmail-user.js";
import { startWebmailWorld, type WebmailWorld } from "../support/webmail-world.js";
import { identityCases } from "./roundcube-identity-cases.js";
import { profileCases } from "./roundcube-profile-cases.js";
import { refusalCases } from "./roundcube-refusal-cases.js";
import { settingCases } from "./roundcube-setting-cases.js";
import { sogoCases } from "./sogo-cases.js";

const ANNA = { address: "anna@cobalt.test", password: "anna's password" };
const BEN = { address: "ben@cobalt.test", password: "ben's password" };
const HABIT = { address: "habit@violet.test", password: "another owner's password" };
const FAIRS = { address: "fairs@violet.test", password: "a third owner's password" };
const PRESS = { address: "press@violet.test", password: "the owner's password" };

describeOnEachEngine("a Roundcube with the plugin", (engine) => {
  let world: WebmailWorld;
  let browser: Browser;
  let anna: WebmailUser;
  const stage = () => ({ world, browser, user: anna, recipient: BEN.address });
  const acts = webmailActs(stage);
  const { rowOf, addIdentity, editIdentity, answer, compose, choose, sendUntilTaken } = acts;
  const { authorizationId, stateOf, profileOf } = acts;

  beforeAll(async () => {
    world = await startWebmailWorld(engine, { users: [ANNA, BEN], owners: [PRESS, HABIT, FAIRS] });
    browser = await launchBrowser();
    const page = await (await newPerson(browser)).newPage();
    anna = await signInToWebmail(page, world.roundcube.url, ANNA);
  });

  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  it("asks the owner when an identity is added, shows the number, and marks it in the list", async () => {
    await addIdentity(PRESS.address, "Press office");
    await rowOf(PRESS.address).getByText("waits · ").waitFor();
    await rowOf(ANNA.address).getByText("yours").waitFor();
    const number = (await anna.form().locator(".mayfrom-number").textContent()) ?? "";
    expect(number).toMatch(/^\d\d$/);
    expect(await rowOf(PRESS.address).innerText()).toContain(`waits · ${number}`);
  });

  it("marks a sender that waits in the composer, where it cannot be chosen", async () => {
    const page = await anna.page.context().newPage();
    await compose(page, "from whom?");
    const option = page.locator("#_from option", { hasText: PRESS.address });
    expect(await option.isDisabled()).toBe(true);
    expect(await option.textContent()).toMatch(/ — waits · \d\d$/);
    expect(await page.locator("#_from option:checked").textContent()).toContain(ANNA.address);
    await page.close({ runBeforeUnload: false });
  });

  it("shows the owner's answer in the list without a reload, and Postfix then takes the message", async () => {
    const number = (await anna.form().locator(".mayfrom-number").textContent()) ?? "";
    const mail = await world.dovecot.waitForMail(PRESS.address);
    expect(mail).toContain(ANNA.address);
    await answer("Allow", mail, number);
    await rowOf(PRESS.address).getByText("allowed").waitFor();
    await anna.form().getByText("You may send as this address.").waitFor();

    const page = await anna.page.context().newPage();
    await sendUntilTaken(page, PRESS.address, "The spring fair");
    const delivered = await world.dovecot.waitForMail(BEN.address, (text) => text.includes("The spring fair"));
    expect(delivered).toContain(`From: Press office <${PRESS.address}>`);
    await page.close();
  });

  it("keeps what is written about an identity in step both ways", async () => {
    await editIdentity(PRESS.address, {
      organization: "Club",
      "reply-to": '"Desk, Club" <desk@violet.test>, ed@violet.test',
    });
    await eventually("mayfrom has it", async () => (await profileOf(PRESS.address)).organization === "Club");
    expect(await profileOf(PRESS.address)).toMatchObject({
      displayName: "Press office",
      replyTo: '"Desk, Club" <desk@violet.test>, ed@violet.test',
    });
    await changeProfile({ displayName: "Press desk" });
    await anna.openIdentities();
    await rowOf("Press desk").waitFor();
    const { version } = await profileOf(PRESS.address);
    await anna.openIdentities();
    await rowOf("Press desk").waitFor();
    expect((await profileOf(PRESS.address)).version).toBe(version);
  });

  it("shows what both sides have changed, and lets the user decide", async () => {
    await anna.openIdentities();
    await rowOf("Press desk").click();
    await anna.form().locator("#rcmfd_organization").fill("Club of two");
    await changeProfile({ organization: "Club of three" });
    await anna.form().locator("button.submit").click();
    await rowOf("Press desk").getByText("differs").waitFor();
    const conflict = anna.form().locator(".mayfrom-conflict");
    await conflict.getByText("here “Club of two”, elsewhere “Club of three”").waitFor();
    await conflict.getByRole("button", { name: "Keep what is here" }).click();
    await conflict.waitFor({ state: "detached" });
    expect(await profileOf(PRESS.address)).toMatchObject({ organization: "Club of two" });
  });

  it("explains a refusal beside the message, which stays, asks with one press, and sends as another with one more", async () => {
    const page = await anna.page.context().newPage();
    await compose(page, "The autumn fair");
    await choose(page, PRESS.address);
    await world.operator.call(
      "mutation ($id: ID!) { revokeAuthorization(authorizationId: $id, waitForGateways: true) { state } }",
      { id: await authorizationId(PRESS.address) },
    );
    await press(page, ".send");
    const box = page.locator(".mayfrom-refusal");
    await box.getByText(`Sending as ${PRESS.address} was withdrawn.`).waitFor();
    expect(await box.innerText()).not.toContain(BEN.address);
    expect(await page.locator("#composebody").inputValue()).toContain("What was written stays.");

    const mails = world.dovecot.mailbox(PRESS.address).length;
    await box.getByRole("button", { name: "Ask the owner" }).click();
    await box.locator(".mayfrom-number").waitFor();
    await eventually("the owner is asked anew", () => world.dovecot.mailbox(PRESS.address).length > mails);
    await answer("Deny", world.dovecot.mailbox(PRESS.address).at(-1) ?? "");
    await box.getByText(`The owner of ${PRESS.address} has said no.`).waitFor();

    await box.getByRole("button", { name: ANNA.address }).click();
    await press(page, ".send");
    const delivered = await world.dovecot.waitForMail(BEN.address, (text) => text.includes("The autumn fair"));
    expect(delivered).toMatch(new RegExp(`^From: .*${ANNA.address}`, "m"));
    await page.close();
  });

  it("says of each address why it may not be used", async () => {
    await addIdentity("gone@violet.test", "Nobody");
    await rowOf("gone@violet.test").getByText("did not arrive").waitFor();
    await anna.form().getByText("came back").waitFor();
    await addIdentity("fair@cobalt.test", "The fair");
    await rowOf("fair@cobalt.test").getByText("waits · ").waitFor();
    await world.operator.call(
      "mutation ($input: GrantAuthorizationInput!) { grantAuthorization(input: $input) { id } }",
      {
        input: {
          accountId: world.accountId(ANNA.address),
          address: "fair@cobalt.test",
          reason: "for the day",
          until: new Date(Date.now() + 1_000).toISOString(),
        },
      },
    );
    await eventually("the time is over", async () => {
      await anna.openIdentities();
      return (await rowOf("fair@cobalt.test").innerText()).includes("ran out");
    });
    expect(await rowOf(PRESS.address).innerText()).toContain("refused");
  });

  it("answers and confirms receipt of what came to an address that may not be used as one that may", async () => {
    await submit({
      port: world.postfix.smtpPort,
      mailFrom: BEN.address,
      to: ANNA.address,
      data: [
        ...[`From: ${BEN.address}`, `To: ${PRESS.address}`, "Subject: A question to the press"],
        ...[`Disposition-Notification-To: ${BEN.address}`, "Message-ID: <question@cobalt.test>", "", "Hello.", ""],
      ].join("\r\n"),
    });
    await world.dovecot.waitForMail(ANNA.address, (text) => text.includes("A question to the press"));
    const { page } = anna;
    const uid = acts.uidOf(ANNA.address, "A question to the press");
    await page.goto(`${world.roundcube.url}?_task=mail&_mbox=INBOX&_action=show&_uid=${uid}`);
    await page.locator(".ui-dialog .mainaction").click();
    const receipt = await world.dovecot.waitForMail(BEN.address, (text) => text.includes("disposition-notification"));
    expect(receipt).toMatch(new RegExp(`^From: .*${ANNA.address}`, "m"));
    await page.goto(`${world.roundcube.url}?_task=mail&_mbox=INBOX&_action=compose&_reply_uid=${uid}`);
    await page.getByText(`so the answer goes out as ${ANNA.address}`).waitFor();
    expect(await page.locator("#_from option:checked").textContent()).toContain(ANNA.address);
  });

  it("withdraws what is deleted with its permission, and keeps it where the user says so", async () => {
    await addIdentity("later@violet.test", "Later");
    await rowOf("later@violet.test").getByText("waits · ").waitFor();
    await anna.form().locator(".mayfrom-number").waitFor();
    const id = await authorizationId("later@violet.test");
    const composer = await anna.page.context().newPage();
    await compose(composer, "Of a deleted identity");
    await choose(composer, "later@violet.test");
    await press(anna.page, "a.delete");
    await anna.page.getByRole("button", { name: "Delete here, keep the permission" }).click();
    await rowOf("later@violet.test").waitFor({ state: "hidden" });
    expect(await stateOf(id)).toBe("PENDING");

    await press(composer, ".send");
    await composer.locator(".mayfrom-refusal").getByText("The identity of this message was deleted.").waitFor();
    await composer.locator(".mayfrom-refusal").getByRole("button", { name: ANNA.address }).click();
    await press(composer, ".send");
    await world.dovecot.waitForMail(BEN.address, (text) => text.includes("Of a deleted identity"));
    await composer.close();

    await addIdentity("later@violet.test", "Later");
    await rowOf("later@violet.test").getByText("waits · ").waitFor();
    await anna.form().locator(".mayfrom-number").waitFor();
    await press(anna.page, "a.delete");
    await anna.page.getByRole("button", { name: "Delete and withdraw" }).click();
    await rowOf("later@violet.test").waitFor({ state: "hidden" });
    expect(await stateOf(id)).toBe("REVOKED");
  });

  // What no engine does otherwise is walked once.
  if (engine === "SQLite") {
    identityCases(stage, acts);
    profileCases(stage, acts);
    refusalCases(stage, acts);
    settingCases(stage, acts, ANNA);
  } else sogoCases(stage, ANNA);

  it("leaves nothing in the logs of Roundcube and PHP that is the plugin's", () => {
    const isNotice = /PHP (?:Notice|Warning|Deprecated|Fatal|Parse)/;
    const lines = world.roundcube.log().split("\n");
    // Of their own: Debian's PEAR at each error of SMTP, Roundcube where the identity of a message was deleted.
    const isTheirOwn = /PEAR|rcube_user\.php/;
    expect(lines.filter((line) => isNotice.test(line) && !isTheirOwn.test(line))).toEqual([]);
  });

  async function changeProfile(changes: Readonly<Record<string, string>>): Promise<void> {
    const { id: profileId } = await profileOf(PRESS.address);
    await world.operator.call(
      "mutation ($input: UpdateSenderProfileInput!) { updateSenderProfile(input: $input) { version } }",
      { input: { profileId, ...changes } },
    );
  }
});
