import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sqliteConnectionClass } from "../../src/database/sqlite-driver.js";
import type { MailUser } from "../support/dovecot.js";
import { pluginReadme } from "../support/plugin-readme.js";
import type { WebmailActs, WebmailStage } from "../support/webmail-acts.js";
import { command, press, signInToWebmail } from "../support/webmail-user.js";

/** What follows from Roundcube's own settings and database. The last ones: the user's identities are others after them. */
export function settingCases(stage: () => WebmailStage, acts: WebmailActs, anna: MailUser): void {
  const { rowOf, editIdentity } = acts;
  const DENIED = "press@violet.test";

  it("keeps what may not be used from becoming the default on level 2, where Roundcube makes whatever is saved one", async () => {
    const { user, world } = stage();
    set("identities_level", 2);
    await editIdentity(DENIED, { organization: "Club of four" });
    await user.page.getByText(`${DENIED} cannot be the default before it may be used.`).waitFor();
    set("identities_level", 0);
    await user.page.goto(`${world.roundcube.url}?_task=mail&_action=compose`);
    expect(await user.page.locator("#_from option:checked").textContent()).toContain(anna.address);
  });

  it("offers addresses on level 0, and none on level 1, where the address of an identity is the user's own", async () => {
    const { user, world } = stage();
    await grant({ address: "office@cobalt.test", displayName: "The office", organization: "Cobalt" });
    const offers = user.form().locator(".mayfrom-offer", { hasText: "office@cobalt.test" });
    const newIdentity = async () => {
      await user.page.goto(`${world.roundcube.url}?_task=settings&_action=identities`);
      await press(user.page, "a.create");
      await user.form().locator("#rcmfd_name").waitFor();
    };
    await newIdentity();
    expect(await offers.count()).toBe(1);
    set("identities_level", 1);
    await newIdentity();
    expect(await user.form().locator("#rcmfd_email").isDisabled()).toBe(true);
    expect(await offers.count()).toBe(0);
    set("identities_level", 0);
  });

  it.each([1, 3, 4])(
    "shows the state on level %i, where the address stays and nobody is asked about it",
    async (level) => {
      const { user, world } = stage();
      const mails = world.dovecot.mailbox(DENIED).length;
      set("identities_level", level);
      await editIdentity(DENIED, { signature: `Of level ${level}` });
      await user.page.getByText("Successfully saved").first().waitFor();
      await user.form().locator(".mayfrom-panel").getByText("has said no").waitFor();
      expect(await user.form().locator("#rcmfd_signature").inputValue()).toBe(`Of level ${level}`);
      await rowOf(DENIED).getByText("refused").waitFor();
      expect(world.dovecot.mailbox(DENIED).length).toBe(mails);
      set("identities_level", 0);
      await user.page.goto(`${world.roundcube.url}?_task=mail&_action=compose`);
      expect(await user.page.locator("#_from option:checked").textContent()).toContain(anna.address);
    },
  );

  it("asks for all that was there before by one press, and says what cannot be asked for", async () => {
    const { user } = stage();
    const database = roundcubeDatabase();
    const plant = database.prepare(
      "INSERT INTO identities (user_id, changed, name, email) SELECT user_id, changed, ?, ? FROM users, (SELECT '2026-01-01' changed) WHERE username = ?",
    );
    for (const [name, email] of [
      ["All", "*@violet.test"],
      ["Nobody", "no address"],
      ["Old fair", "old@violet.test"],
      ["Old fair again", "OLD@violet.test"],
      ["CEO ceo@bank.test", "ceo@violet.test"],
    ]) {
      plant.run(name, email, anna.address);
    }
    database.close();
    await user.openIdentities();
    await rowOf("no address").getByText("no address").last().waitFor();
    const note = user.page.locator("#mayfrom-note");
    await note.getByText("The owners of 3 of these addresses").waitFor();
    await note.getByRole("button", { name: "Ask them all" }).click();
    const said = user.page.locator("#messagestack");
    await said.getByText("*@violet.test cannot be asked for: Enter one address.").waitFor();
    await said.getByText("ceo@violet.test cannot be asked for: A display name cannot hold").waitFor();
    for (const name of ["Old fair <", "Old fair again"]) await rowOf(name).getByText("waits · ").waitFor();
    await note.getByText("The owners of 2 of these addresses").waitFor();
  });

  it("has one identity alone where Roundcube lets users have one, though mayfrom has more", async () => {
    const { user } = stage();
    forgetIdentities();
    set("identities_level", 3);
    await user.openIdentities();
    await rowOf(anna.address).getByText("yours").waitFor();
    expect(await user.page.locator("#identities-table tr:visible").count()).toBe(1);
    set("identities_level", 0);
  });

  it("gives a webmail that knows the user for the first time what mayfrom has, profiles included, once", async () => {
    const { user } = stage();
    forgetIdentities();
    for (const _ of ["first", "again"]) {
      await user.openIdentities();
      await rowOf("The office <office@cobalt.test>").getByText("allowed").waitFor();
      expect(await rowOf("office@cobalt.test").count()).toBe(1);
      // What has ended or was refused is no identity.
      expect(await rowOf(DENIED).count()).toBe(0);
    }
    await rowOf("office@cobalt.test").click();
    await expect.poll(() => user.form().locator("#rcmfd_organization").inputValue()).toBe("Cobalt");
  });

  it("keeps of an identity that is open in two windows what the first has saved, where the second changes another field", async () => {
    const { user, world } = stage();
    const second = await user.page.context().newPage();
    await second.goto(`${world.roundcube.url}?_task=settings&_action=identities`);
    await second.locator("#identities-table tr", { hasText: "office@cobalt.test" }).click();
    const form = second.frameLocator("#preferences-frame");
    await expect.poll(() => form.locator("#rcmfd_organization").inputValue()).toBe("Cobalt");
    await editIdentity("office@cobalt.test", { organization: "Cobalt & Sons" });
    await expect.poll(async () => (await acts.profileOf("office@cobalt.test")).organization).toBe("Cobalt & Sons");
    await form.locator("#rcmfd_name").fill("The other office");
    await form.locator("button.submit").click();
    await second.locator("#identities-table tr", { hasText: "The other office" }).waitFor();
    expect(await acts.profileOf("office@cobalt.test")).toMatchObject({
      displayName: "The other office",
      organization: "Cobalt & Sons",
    });
    await second.close();
  });

  it("goes on for whoever signs in to webmail under the former address of a renamed mailbox", async () => {
    const { user, world } = stage();
    await world.operator.call(
      "mutation ($id: ID!, $input: UpdateAccountInput!) { updateAccount(id: $id, input: $input) { id } }",
      { id: world.accountId(anna.address), input: { address: "anna.new@cobalt.test", keepOldAddress: true } },
    );
    await user.openIdentities();
    await rowOf(anna.address).first().getByText("yours").waitFor();
    await rowOf("office@cobalt.test").getByText("allowed").waitFor();
    await editIdentity("office@cobalt.test", { "reply-to": "desk@violet.test" });
    await expect.poll(async () => (await acts.profileOf("office@cobalt.test")).replyTo).toBe("desk@violet.test");
    await press(user.page, "a.create");
    await user.form().locator(".mayfrom-offer", { hasText: "anna.new@cobalt.test" }).waitFor();
  });

  it("shows whoever signs in next in the same browser their own alone, in their language", async () => {
    const { user, world } = stage();
    set("language", "de_DE");
    await user.page.goto(`${world.roundcube.url}?_task=mail`);
    await command(user.page, "'switch-task', 'logout'");
    // Whoever went on before the end would still be signed in.
    await user.page.locator("#rcmloginuser").waitFor();
    const ben = await signInToWebmail(user.page, world.roundcube.url, {
      address: "ben@cobalt.test",
      password: "ben's password",
    });
    await ben.openIdentities();
    await rowOf("ben@cobalt.test").getByText("Ihre").waitFor();
    expect(await ben.page.locator("#identities-table tr:visible").count()).toBe(1);
    expect(await ben.page.content()).not.toContain(anna.address);
  });

  it("has all of a renamed mailbox under its new name, once Roundcube's database was told as the README says", async () => {
    const { user, world } = stage();
    const renamed = { address: "anna.new@cobalt.test", password: anna.password };
    await world.dovecot.addUser(renamed);
    await command(user.page, "'switch-task', 'logout'");
    await user.page.locator("#rcmloginuser").waitFor();
    const database = roundcubeDatabase();
    const identities = () =>
      database
        .prepare("SELECT identity_id FROM identities NATURAL JOIN users WHERE username IN (?, ?) ORDER BY identity_id")
        .all(anna.address, renamed.address);
    const before = identities();
    expect(database.prepare(pluginReadme.renameInWebmail(anna.address, renamed.address)).run().changes).toBe(1);
    const webmail = await signInToWebmail(user.page, world.roundcube.url, renamed);
    await webmail.openIdentities();
    await rowOf("office@cobalt.test").waitFor();
    expect(identities()).toEqual(before);
    expect(before.length).toBeGreaterThan(1);
    database.close();
  });

  function grant(right: Readonly<Record<string, string>>) {
    const { world } = stage();
    const input = { accountId: world.accountId(anna.address), reason: "for the day", ...right };
    return world.operator.call(
      "mutation ($input: GrantAuthorizationInput!) { grantAuthorization(input: $input) { id } }",
      { input },
    );
  }

  function roundcubeDatabase() {
    const file = join(stage().world.roundcube.directory, "db/roundcube.db");
    return new (sqliteConnectionClass())(file, { timeout: 20_000 });
  }

  /** As a webmail that has moved to another host: Roundcube knows users by it. */
  function forgetIdentities(): void {
    const database = roundcubeDatabase();
    database.prepare("DELETE FROM identities WHERE email <> ?").run(anna.address);
    database.prepare("UPDATE users SET preferences = NULL").run();
    database.close();
  }

  function set(name: string, value: number | string): void {
    appendFileSync(
      join(stage().world.roundcube.directory, "config/config.inc.php"),
      `$config['${name}'] = ${JSON.stringify(value)};\n`,
    );
  }
}
