import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sqliteConnectionClass } from "../../src/database/sqlite-driver.js";
import type { MailUser } from "../support/dovecot.js";
import type { WebmailActs, WebmailStage } from "../support/webmail-acts.js";
import { command, signInToWebmail } from "../support/webmail-user.js";

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

  it("gives a webmail that knows the user for the first time what mayfrom has, profiles included, once", async () => {
    const { user, world } = stage();
    const database = new (sqliteConnectionClass())(join(world.roundcube.directory, "db/roundcube.db"), {
      timeout: 20_000,
    });
    database.prepare("DELETE FROM identities WHERE email <> ?").run(anna.address);
    database.prepare("UPDATE users SET preferences = NULL").run();
    database.close();
    await world.operator.call(
      "mutation ($input: GrantAuthorizationInput!) { grantAuthorization(input: $input) { id } }",
      {
        input: {
          ...{ accountId: world.accountId(anna.address), address: "office@cobalt.test", displayName: "The office" },
          ...{ organization: "Cobalt", reason: "for the day" },
        },
      },
    );
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

  function set(name: string, value: number | string): void {
    appendFileSync(
      join(stage().world.roundcube.directory, "config/config.inc.php"),
      `$config['${name}'] = ${JSON.stringify(value)};\n`,
    );
  }
}
