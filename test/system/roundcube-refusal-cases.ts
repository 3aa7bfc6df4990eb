import { expect, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { submit } from "../support/submission.js";
import { LEFT_OR_REFUSED, type WebmailActs, type WebmailStage } from "../support/webmail-acts.js";
import { command, press } from "../support/webmail-user.js";

/** What a composer shows when a mail server refuses, in the Roundcube that a test file has running. */
export function refusalCases(stage: () => WebmailStage, acts: WebmailActs): void {
  const { rowOf, compose, choose } = acts;

  async function sendAs(address: string) {
    const { page } = stage().user;
    await compose(page, "To be refused");
    await choose(page, address);
    await press(page, ".send");
    return page;
  }

  it("explains what a milter refuses as well, each state in its own words, and sends a question again", async () => {
    const { world } = stage();
    await world.postfix.reconfigure({
      submission_sender_restrictions: "",
      submission_milters: `{ inet:127.0.0.1:${world.milterPort}, default_action=tempfail }`,
    });
    for (const [address, said] of [
      ["press@violet.test", "has said no"],
      ["fair@cobalt.test", "has run out"],
      ["gone@violet.test", "came back"],
      ["habit@violet.test", "was withdrawn"],
    ] as const) {
      const page = await sendAs(address);
      await page.locator(".mayfrom-refusal").getByText(said).waitFor();
    }
    const page = await sendAs("fairs@violet.test");
    const box = page.locator(".mayfrom-refusal");
    await box.locator(".mayfrom-number").waitFor();
    const mails = world.dovecot.mailbox("fairs@violet.test").length;
    await box.getByRole("button", { name: "Send the question again" }).click();
    await eventually("it is mailed again", () => world.dovecot.mailbox("fairs@violet.test").length > mails);
    expect(await page.locator("#composebody").inputValue()).toContain("What was written stays.");
  });

  it("says of a message that is resent that it keeps its author, about whom nobody is asked", async () => {
    const { user, recipient, world } = stage();
    const uid = acts.uidOf("anna@cobalt.test", "A question to the press");
    const resend = async () => {
      await user.page.goto(`${world.roundcube.url}?_task=mail&_mbox=INBOX&_action=show&_uid=${uid}`);
      await command(user.page, "'bounce', '', null, new Event('click')");
      const form = user.page.frameLocator(".ui-dialog iframe");
      await form.locator("#compose_to input").first().fill(recipient);
      await form.locator("#compose_to input").first().press("Enter");
      await user.page.locator(".ui-dialog .mainaction").click();
    };
    await resend();
    await user.page.getByText(`A message that is passed on keeps its author, ${recipient}`).waitFor();
    expect(await user.page.locator(".mayfrom-refusal").count()).toBe(0);

    // Where the operator has it judged by who resends it alone it is on its way, once the agent has heard of it.
    await world.operator.call("mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { updatedAt } }", {
      input: { scope: { accountId: world.accountId("anna@cobalt.test") }, resentMail: "RESENT_FROM" },
    });
    const resent = (text: string) => /^Resent-From: .*anna@cobalt\.test/m.test(text);
    await eventually("the resent message arrives", async () => {
      await resend();
      await user.page
        .getByText(/A message that is passed on|Message sent successfully/)
        .first()
        .waitFor();
      return eventually("it is delivered", () => world.dovecot.mailbox(recipient).some(resent), 3_000).then(
        () => true,
        () => false,
      );
    });
  });

  it("says that sending is suspended where the mailbox may ask mayfrom nothing", async () => {
    const { world } = stage();
    const id = world.accountId("anna@cobalt.test");
    await world.operator.call("mutation ($id: ID!) { suspendAccount(id: $id) { state } }", { id });
    const box = stage().user.page.locator(".mayfrom-refusal");
    await eventually("the gateway has heard of it", async () => {
      const page = await sendAs("anna@cobalt.test");
      await page.waitForFunction(LEFT_OR_REFUSED);
      return box.isVisible();
    });
    await box.getByText("Sending is suspended for your mailbox. Ask your email provider.").waitFor();
    expect(await box.locator("button").count()).toBe(0);
    await world.operator.call("mutation ($id: ID!) { resumeAccount(id: $id) { state } }", { id });
  });

  it("writes a message on as another sender when its own has ended, and says so", async () => {
    const { user, world, recipient } = stage();
    const { page } = user;
    const draft = [`From: habit@violet.test`, `To: ${recipient}`, "Subject: To be written on", "", "Half of it", ""];
    await submit({
      port: world.postfix.smtpPort,
      mailFrom: recipient,
      to: "anna@cobalt.test",
      data: draft.join("\r\n"),
    });
    await world.dovecot.waitForMail("anna@cobalt.test", (text) => text.includes("To be written on"));
    const uid = acts.uidOf("anna@cobalt.test", "To be written on");
    await page.goto(`${world.roundcube.url}?_task=mail&_mbox=INBOX&_action=compose&_uid=${uid}`);
    await page
      .getByText("You may not send as habit@violet.test (withdrawn), so the message goes out as anna@cobalt.test.")
      .waitFor();
  });

  it("takes neither a 451 nor another's refusal for ours", async () => {
    const { world, user } = stage();
    const own = "anna@cobalt.test";
    for (const [parameters, said] of [
      [{ submission_milters: "{ inet:127.0.0.1:1, default_action=tempfail }" }, /SMTP Error \(4\d\d\)/],
      [
        {
          submission_milters: "",
          submission_sender_restrictions: `check_sender_access inline:{{${own} = 550 5.7.1 looks like spam}}`,
        },
        /SMTP Error.*looks like spam/,
      ],
    ] as const) {
      await world.postfix.reconfigure(parameters);
      const page = await sendAs(own);
      await expect.poll(async () => (await user.messages()).join(" ")).toMatch(said);
      expect(await page.locator(".mayfrom-refusal").count()).toBe(0);
    }
    await user.openIdentities();
    await rowOf(own).getByText("yours").waitFor();
  });
}
