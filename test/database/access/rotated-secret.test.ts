import jwt from "jsonwebtoken";
import { beforeAll, expect, it } from "vitest";
import { authenticate } from "../../../src/access/index.js";
import { SecondFactorResolver } from "../../../src/access/second-factor/second-factor.resolver.js";
import { SessionResolver } from "../../../src/access/session.resolver.js";
import { sealedColumns } from "../../../src/app/index.js";
import { keysOf, type SecretKeys } from "../../../src/config/keys.js";
import { RequestContext, type Services } from "../../../src/graphql/index.js";
import { countSealed, reseal } from "../../../src/outbox/index.js";
import { MovableClock, ORIGIN, plantAdministrator, signInAs, visitor } from "../../graphql/access-people.js";
import { addTotp, codeOf, passwordOnly } from "../../graphql/second-factor-people.js";
import { OPERATOR, startTestApi, type TestApi } from "../../support/api.js";
import { testConfiguration } from "../../support/configuration.js";
import { describeOnEachEngine } from "../../support/engines.js";

const OLD = "a secret of the tests, longer than thirty-two characters";
const NEW = "another secret, and longer than thirty-two characters as well";
const WEBHOOK = "mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } } }";

describeOnEachEngine("a secret that was changed", (engine) => {
  const clock = new MovableClock();
  let api: TestApi;
  const servicesWith = (keys: SecretKeys): Services => ({
    ...api.services,
    configuration: testConfiguration({ keys }),
  });

  const columnsWith = (keys: SecretKeys) => sealedColumns(testConfiguration({ keys }));
  const each = <Item>(item: Item) => columnsWith(keysOf(OLD)).map(() => item);
  const countsWith = (keys: SecretKeys) =>
    Promise.all(columnsWith(keys).map((column) => countSealed(api.database.reader, column)));
  async function resealWith(keys: SecretKeys): Promise<number[]> {
    const counts: number[] = [];
    for (const column of columnsWith(keys)) counts.push(await api.database.write((tx) => reseal(tx, column)));
    return counts;
  }

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
  });

  it("lets whoever is signed in go on, with tokens that name the new one from the next exchange on", async () => {
    await plantAdministrator(api, "rotated", { platform: true });
    const { accessToken, refreshToken } = await signInAs(api, "rotated");
    const rotated = servicesWith(keysOf(NEW, OLD));
    expect((await authenticate(rotated, accessToken, ORIGIN)).label).toBe("rotated");
    const context = new RequestContext(rotated, visitor());
    const next = await new SessionResolver().refreshSession(context, refreshToken);
    const kidOf = (token: string) => jwt.decode(token, { complete: true })?.header.kid;
    expect(kidOf(next.accessToken)).toBe(keysOf(NEW).accessToken.current.id);
    expect(kidOf(accessToken)).not.toBe(kidOf(next.accessToken));
    // A host that is not changed yet, and accepts the new one already.
    expect((await authenticate(servicesWith(keysOf(OLD, NEW)), next.accessToken, ORIGIN)).label).toBe("rotated");
    const over = servicesWith(keysOf(NEW));
    expect((await authenticate(over, next.accessToken, ORIGIN)).label).toBe("rotated");
    await expect(authenticate(over, accessToken, ORIGIN)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("takes a token that names one secret and is signed with another for neither", async () => {
    const { accessToken } = await signInAs(api, "rotated");
    const claims = jwt.decode(accessToken) as object;
    const [old, next] = [keysOf(OLD).accessToken.current, keysOf(NEW).accessToken.current];
    const forged = jwt.sign(claims, old.key, { algorithm: "HS256", keyid: next.id });
    const both = servicesWith(keysOf(NEW, OLD));
    await expect(authenticate(both, forged, ORIGIN)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("opens the secrets of authenticator apps and webhooks, which are sealed anew so that the old one can go", async () => {
    const login = "rotated-app";
    const { actor } = await plantAdministrator(api, login, { platform: true });
    const { secret } = await addTotp(api, clock, actor);
    const completeWith = async (keys: SecretKeys) => {
      clock.forward(30);
      const { challenge } = await passwordOnly(api, login);
      const context = new RequestContext(servicesWith(keys), visitor());
      const secondFactor = { code: codeOf(secret, clock) };
      return new SecondFactorResolver().completeSignIn(context, { challenge: challenge!.token, secondFactor });
    };
    await api.succeed(OPERATOR, WEBHOOK, {
      input: { name: "panel", url: "https://93.184.216.34/hook", scope: { platform: true } },
    });
    const both = keysOf(NEW, OLD);
    expect((await completeWith(both)).viewer.login).toBe(login);
    expect(await countsWith(keysOf(NEW))).toEqual(each({ current: 0, former: 0, lost: 1 }));
    expect(await countsWith(both)).toEqual(each({ current: 0, former: 1, lost: 0 }));
    expect([await resealWith(both), await resealWith(both)]).toEqual([each(1), each(0)]);
    expect((await completeWith(keysOf(NEW))).viewer.login).toBe(login);
    expect(await countsWith(keysOf(NEW))).toEqual(each({ current: 1, former: 0, lost: 0 }));
  });
});
