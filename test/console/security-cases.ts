import { TOTP } from "otpauth";
import { expect, it } from "vitest";
import { DEMO_PASSWORD } from "../../src/cli/demo/sign-ins.js";
import { OPERATOR } from "../support/api.js";
import { faultsOf, signInAnew } from "../support/console.js";
import { addMailboxSeenAs } from "../support/seen-mailbox.js";
import type { OpenedWorld } from "./settings-cases.js";

const PASSWORD = "four words of a test";

export function securityCases(world: () => OpenedWorld): void {
  it("lets an administrator add an app and sign in with its code, and a spent recovery code be refused", async () => {
    const { api, browser, url, clock } = world();
    const faults: string[] = [];
    const scope = { platform: true };
    await api.succeed(
      OPERATOR,
      "mutation ($input: CreateAdministratorInput!) { createAdministrator(input: $input) { id } }",
      { input: { login: "second-step", password: PASSWORD, scope } },
    );
    const { page, context, complaints } = await signInAnew(browser, url, "/p/security", "second-step", PASSWORD);
    await page.waitForSelector("#factors");
    await page.click(".card header .acts button");
    await page.fill("input[name=factor-name]", "Phone");
    await page.fill("input[name=own-password]", "a wrong one");
    await page.click(".card form button[type=submit]");
    await page.waitForSelector(".field.bad input[name=own-password]");
    await page.fill("input[name=own-password]", PASSWORD);
    await page.click(".card form button[type=submit]");
    await page.waitForSelector(".qr path[d]");
    faults.push(...(await faultsOf(page, "security-app")));
    const secret = (await page.locator("form .codebox pre").textContent()) ?? "";
    const codeAt = (ms: number) => new TOTP({ secret }).generate({ timestamp: ms });
    await page.fill("input[name=first-code]", codeAt(clock.now().getTime()));
    await page.click(".card form button[type=submit]");
    await page.waitForSelector(".note.act .codebox");
    faults.push(...(await faultsOf(page, "security-recovery-codes")));
    const [recoveryCode = ""] = ((await page.locator(".note.act pre").textContent()) ?? "").split("\n");
    await page.reload();
    await page.waitForSelector("#factors");
    expect(await page.locator(".note.act pre").count()).toBe(0);

    const signInWith = async (code: string, login = "second-step") => {
      await context.clearCookies();
      await page.goto(`${url}/console`);
      await page.fill("input[name=username]", login);
      await page.fill("input[name=password]", PASSWORD);
      await page.click("button[type=submit]");
      await page.waitForSelector("input[name=code]");
      await page.fill("input[name=code]", code);
      await page.click("button[type=submit]");
    };
    await signInWith("no-such-code");
    await page.waitForSelector(".field.bad input[name=code]");
    faults.push(...(await faultsOf(page, "sign-in-second-step")));
    await page.fill("input[name=code]", recoveryCode);
    await page.click("button[type=submit]");
    await page.waitForSelector("header .who");
    await signInWith(recoveryCode);
    await page.waitForSelector(".field.bad input[name=code]");
    // The code that confirmed the app is used up; the next one is good.
    clock.advance(60_000);
    await page.fill("input[name=code]", codeAt(clock.now().getTime()));
    await page.click("button[type=submit]");
    await page.waitForSelector("header .who");
    expect(faults).toEqual([]);
    expect(complaints.filter((each) => !each.includes("400"))).toEqual([]);
  }, 60_000);

  it("leads a mailbox's user from That was not me to another password, which ends every other session", async () => {
    const { api, browser, url } = world();
    const faults: string[] = [];
    const address = "misused@bakery.example";
    await addMailboxSeenAs(api, address, "press@newspaper.test", DEMO_PASSWORD);
    const other = await signInAnew(browser, url, "/senders", address, DEMO_PASSWORD);
    const { page, complaints } = await signInAnew(browser, url, "/senders", address, DEMO_PASSWORD);
    await page.locator("#also").waitFor();
    await page.locator("[aria-labelledby=also] td .btn.quiet").first().click();
    await page.locator(".note.harm .btn", { hasText: "Undo" }).waitFor();
    faults.push(...(await faultsOf(page, "not-me")));
    // After the page was left as well.
    await page.reload();
    await page.locator(".note.harm .btn", { hasText: "Undo" }).click();
    await page.locator(".note.harm").waitFor({ state: "detached" });
    await page.locator("[aria-labelledby=also] td .btn.quiet").first().click();
    await page.locator(".note.harm a").click();
    await page.waitForSelector("input[name=current-password]");
    await page.locator("[aria-labelledby=sessions] tbody .btn").first().waitFor();
    faults.push(...(await faultsOf(page, "security-of-mailbox")));
    await page.fill("input[name=current-password]", "a wrong one");
    await page.fill("input[name=new-password]", PASSWORD);
    await page.click("[aria-labelledby=password] button[type=submit]");
    await page.waitForSelector(".field.bad input[name=current-password]");
    await page.fill("input[name=current-password]", DEMO_PASSWORD);
    await page.click("[aria-labelledby=password] button[type=submit]");
    await page.waitForSelector("[aria-labelledby=password] .note.ok");
    await other.page.reload();
    await other.page.waitForSelector("input[name=password]");
    await page.reload();
    await page.waitForSelector("header .who");
    expect(faults).toEqual([]);
    expect(complaints.filter((each) => !each.includes("400"))).toEqual([]);
  }, 60_000);
}
