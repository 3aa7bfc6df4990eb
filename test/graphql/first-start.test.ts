import { beforeAll, expect, it } from "vitest";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type MovableClock, movableClock } from "../support/outbox.js";
import { plantDomain, plantReseller } from "./tenancy-tree.js";
import { type Mailbox, openMailbox } from "./verification-mailbox.js";

const FIRST_START = "{ firstStart { isNamed hasMailArrived hasReseller hasDomain hasGateway hasSeenMail isComplete } }";
const TEST = "mailTest { to arrivedAt mail { state reply lastError } }";
const LAST = `{ ${TEST} }`;
const SEND = `mutation ($input: SendTestMailInput!) { sendTestMail(input: $input) { ${TEST} } }`;
const CONFIRM = `mutation ($input: ConfirmTestMailInput!) { confirmTestMail(input: $input) { mailTest { arrivedAt } } }`;
const HOUR_MS = 3_600_000;

describeOnEachEngine("the first start of a platform", (engine) => {
  let api: TestApi;
  let mailbox: Mailbox;
  let clock: MovableClock;

  beforeAll(async () => {
    clock = movableClock();
    api = await startTestApi(engine, clock);
    mailbox = openMailbox(api);
  });

  const facts = async () => (await api.succeed<{ firstStart: object }>(OPERATOR, FIRST_START)).firstStart;
  const send = (to: string) => api.succeed(OPERATOR, SEND, { input: { to } });

  it("knows of nothing on an empty platform, and of each thing as soon as it is there", async () => {
    const nothing = {
      isNamed: false,
      hasMailArrived: false,
      hasReseller: false,
      hasDomain: false,
      hasGateway: false,
      hasSeenMail: false,
      isComplete: false,
    };
    expect(await facts()).toEqual(nothing);
    await api.succeed(OPERATOR, 'mutation { setPlatform(input: { timeZone: "Europe/Berlin" }) { name } }');
    expect(await facts()).toEqual(nothing);
    await api.succeed(OPERATOR, 'mutation { setPlatform(input: { name: "Fjord Mail" }) { name } }');
    const reseller = await plantReseller(api, "larch");
    expect(await facts()).toEqual({ ...nothing, isNamed: true, hasReseller: true });
    await plantDomain(api, reseller, "bakery.test");
    expect(await facts()).toEqual({ ...nothing, isNamed: true, hasReseller: true, hasDomain: true });
  });

  it("has a mail sent, and knows that it arrived from whoever read its code", async () => {
    expect(await api.succeed(OPERATOR, LAST)).toEqual({ mailTest: null });
    const waiting = { to: "Kim@elsewhere.test", arrivedAt: null };
    expect(await send("Kim@elsewhere.test")).toMatchObject({
      sendTestMail: { mailTest: { ...waiting, mail: { state: "QUEUED", reply: null } } },
    });
    const [mail] = await mailbox.deliver();
    expect(mail?.template).toBe("mail-test");
    expect(await api.succeed(OPERATOR, LAST)).toMatchObject({ mailTest: { ...waiting, mail: { state: "SENT" } } });

    const code = String(mail?.parameters.code);
    const wrong = code === "000000" ? "000001" : "000000";
    const { extensions } = await api.refuse(OPERATOR, CONFIRM, { input: { code: wrong } });
    expect(extensions).toMatchObject({ reason: "TEST_CODE_NOT_MATCHING", field: "input.code" });
    expect(await facts()).toMatchObject({ hasMailArrived: false });
    const arrivedAt = clock.now().toISOString();
    const spaced = `${code.slice(0, 3)} ${code.slice(3)} `;
    const confirmed = await api.succeed(OPERATOR, CONFIRM, { input: { code: spaced } });
    expect(confirmed).toEqual({ confirmTestMail: { mailTest: { arrivedAt } } });
    expect(await facts()).toMatchObject({ hasMailArrived: true });

    await send("kim@other.test");
    expect(await api.succeed(OPERATOR, LAST)).toMatchObject({ mailTest: { to: "kim@other.test", arrivedAt: null } });
    expect(await facts()).toMatchObject({ hasMailArrived: true });
  });

  it("sends ten test mails an hour, and none to what is no address", async () => {
    const refused = await api.refuse(OPERATOR, SEND, { input: { to: "kim at elsewhere" } });
    expect(refused.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.to" });
    clock.advance(HOUR_MS);
    for (let number = 0; number < 10; number += 1) await send(`kim@elsewhere${number}.test`);
    const limited = await api.refuse(OPERATOR, SEND, { input: { to: "kim@elsewhere.test" } });
    expect(limited.extensions).toMatchObject({ code: "RATE_LIMITED", reason: "LIMIT_REACHED" });
    clock.advance(HOUR_MS);
    await send("kim@elsewhere.test");
  });
});
