import { join } from "node:path";
import { expect, it } from "vitest";
import { sqliteConnectionClass } from "../../src/database/sqlite-driver.js";
import { newIdentifier } from "../../src/kernel/index.js";
import { eventually } from "../support/eventually.js";
import { callerWith } from "../support/mayfrom-process.js";
import type { WebmailActs, WebmailStage } from "../support/webmail-acts.js";
import { press } from "../support/webmail-user.js";

const ALIAS = "info@cobalt.test";

/** The identities page, in the Roundcube that a test file has running. */
export function identityCases(stage: () => WebmailStage, acts: WebmailActs): void {
  const { rowOf, addIdentity, editIdentity, authorizationId, stateOf, profileOf } = acts;

  it("puts a mistyped address right, and sends its question again and withdraws it by one press each", async () => {
    const { user, world } = stage();
    await addIdentity("habbit@violet.test", "Habit");
    await rowOf("habbit@violet.test").getByText("waits · ").waitFor();
    const mistyped = await authorizationId("habbit@violet.test");
    await editIdentity("habbit@violet.test", { email: "habit@violet.test" });
    await rowOf("habit@violet.test").getByText("waits · ").waitFor();
    await user.form().locator(".mayfrom-number").waitFor();
    expect(await stateOf(mistyped)).toBe("REVOKED");
    expect(await profileOf("habit@violet.test")).toMatchObject({ displayName: "Habit" });
    await world.dovecot.waitForMail("habit@violet.test");
    const mails = world.dovecot.mailbox("habit@violet.test").length;
    await user.form().getByRole("button", { name: "Send the question again" }).click();
    await eventually("it is mailed again", () => world.dovecot.mailbox("habit@violet.test").length > mails);
    await user.form().getByRole("button", { name: "Withdraw the question" }).click();
    await rowOf("habit@violet.test").getByText("withdrawn").waitFor();
    await user.form().getByText("Its owner can be asked again.").waitFor();
    expect(await stateOf(await authorizationId("habit@violet.test"))).toBe("REVOKED");
  });

  it("offers an alias, takes what an administrator suggests for it when the user says so, and hides it when it is deleted", async () => {
    const { user, world } = stage();
    await world.operator.call(
      "mutation ($id: ID!, $address: String!) { addAccountAlias(accountId: $id, address: $address) { id } }",
      { id: world.accountId("anna@cobalt.test"), address: ALIAS },
    );
    await user.openIdentities();
    await press(user.page, "a.create");
    await user.form().locator(".mayfrom-offer", { hasText: ALIAS }).click();
    await user.form().locator("#rcmfd_name").fill("Information");
    await user.form().locator("button.submit").click();
    await rowOf(ALIAS).getByText("yours").waitFor();

    await suggest((await profileOf(ALIAS)).id, { bcc: "copies@violet.test" });
    await user.openIdentities();
    await rowOf(ALIAS).getByText("suggestion").click();
    await user.form().locator(".mayfrom-proposal").getByText("goes to copies@violet.test").waitFor();
    expect(await user.form().locator("#rcmfd_bcc").inputValue()).toBe("");
    expect((await profileOf(ALIAS)).bcc).toBeNull();
    await user.form().getByRole("button", { name: "Take it" }).click();
    await user.form().locator(".mayfrom-proposal").waitFor({ state: "detached" });
    await expect.poll(() => user.form().locator("#rcmfd_bcc").inputValue()).toBe("copies@violet.test");
    expect((await profileOf(ALIAS)).bcc).toBe("copies@violet.test");

    await press(user.page, "a.delete");
    await user.page.locator(".ui-dialog .mainaction").click();
    await rowOf(ALIAS).waitFor({ state: "hidden" });
    expect(await sendable(ALIAS)).toEqual({ address: ALIAS, state: "ALLOWED", isHidden: true });
  });

  it("shows an address in its own script, and takes one that is quoted without need for the same", async () => {
    const { user } = stage();
    await addIdentity("info@bücher.test", "Bücher");
    await user.form().getByText("The owner of info@bücher.test has been asked").waitFor();
    await addIdentity("quoted@violet.test", "Not quoted");
    await rowOf("Not quoted").getByText("waits · ").waitFor();
    await addIdentity('"quoted"@violet.test', "Quoted all the same");
    await rowOf("Quoted all the same").getByText("waits · ").waitFor();
    await user.form().locator(".mayfrom-number").waitFor();
  });

  it("can be saved at once after Roundcube has asked for the address that was missing", async () => {
    const { user } = stage();
    await user.openIdentities();
    await press(user.page, "a.create");
    await user.form().locator("#rcmfd_name").fill("Second name");
    await user.form().locator("button.submit").click();
    await user.page.locator(".ui-dialog button", { hasText: "OK" }).first().click();
    await user.form().locator("#rcmfd_email").fill("anna+second@cobalt.test");
    await user.form().locator("button.submit").click();
    await rowOf("anna+second@cobalt.test").getByText("allowed").waitFor();
  });

  it("leads to the user's own pages in the console, signed in", async () => {
    const { user } = stage();
    await user.openIdentities();
    const [opened] = await Promise.all([
      user.page.waitForEvent("popup"),
      user.page.locator("#mayfrom-console button").click(),
    ]);
    await opened.locator(".auth .btn.pri").click();
    await opened.locator("header .who").waitFor();
    expect(new URL(opened.url()).pathname).toBe("/console/me/senders");
    await opened.locator("tbody bdi", { hasText: "anna@cobalt.test" }).first().waitFor();
    await opened.close();
  });

  it("says what mayfrom does not take of an identity, which is saved here all the same", async () => {
    const { user } = stage();
    await editIdentity("habit@violet.test", { name: "CEO ceo@bank.test" });
    await user.page.getByText("is saved here only: A display name cannot hold another email address.").waitFor();
    await rowOf("CEO").waitFor();
  });

  it("asks for what the user was seen to send as, with an identity for it, or hears that it was somebody else", async () => {
    const { user, world } = stage();
    seen("fairs@violet.test");
    seen("stranger@violet.test");
    await user.openIdentities();
    const note = user.page.locator("#mayfrom-note");
    await note.getByText("Messages from your mailbox also came from these addresses.").waitFor();
    const found = (address: string) => note.locator("li", { hasText: address });
    await found("stranger@violet.test").getByRole("button", { name: "That was not me" }).click();
    await user.page.getByText("Somebody else may know your password").waitFor();
    await found("stranger@violet.test").waitFor({ state: "detached" });
    await found("fairs@violet.test").getByRole("button", { name: "Ask the owner" }).click();
    await rowOf("fairs@violet.test").getByText("waits · ").waitFor();
    await note.waitFor({ state: "detached" });
    await world.dovecot.waitForMail("fairs@violet.test");
  });

  /** By a key of the reseller, as its panel would. */
  async function suggest(profileId: string | null | undefined, changes: Readonly<Record<string, string>>) {
    const { world } = stage();
    const { createApiKey } = await world.operator.call<{ createApiKey: { secret: string } }>(
      "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }",
      { input: { kind: "PANEL", name: "the panel", scope: { resellerId: world.resellerId } } },
    );
    await callerWith(world.installation.url, createApiKey.secret).call(
      "mutation ($input: UpdateSenderProfileInput!) { updateSenderProfile(input: $input) { version } }",
      { input: { profileId, ...changes } },
    );
  }

  async function sendable(address: string) {
    const { world } = stage();
    const { account } = await world.operator.call<{
      account: { sendableAddresses: { edges: { node: { address: string } }[] } };
    }>("query ($id: ID!) { account(id: $id) { sendableAddresses { edges { node { address state isHidden } } } } }", {
      id: world.accountId("anna@cobalt.test"),
    });
    return account.sendableAddresses.edges.map(({ node }) => node).find((node) => node.address === address);
  }

  /** As the job leaves it that looks every hour at what was sent. */
  function seen(address: string): void {
    const database = new (sqliteConnectionClass())(join(stage().world.installation.directory, "mayfrom.sqlite"), {
      timeout: 20_000,
    });
    const now = Date.now();
    database
      .prepare(
        `INSERT INTO proposal (id, accountId, domainId, addressKey, state, messages, days, firstSeenAt, lastSeenAt, createdAt)
         SELECT ?, id, domainId, ?, 'OPEN', 7, 3, ?, ?, ? FROM account WHERE addressKey = 'anna@cobalt.test'`,
      )
      .run(newIdentifier(), address, now, now, now);
    database.close();
  }
}
