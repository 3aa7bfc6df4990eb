import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepPostfixMap, type PostfixMap, parsePostfixMap } from "../../src/agent/postfix-map/postfix-map.js";
import { grantAuthorization, revokeAuthorization } from "../../src/authorizations/index.js";
import { toGlobalId } from "../../src/graphql/index.js";
import { systemClock } from "../../src/kernel/index.js";
import { createAccount } from "../../src/tenancy/operations/create-account.js";
import { createDomain } from "../../src/tenancy/operations/create-domain.js";
import { createReseller } from "../../src/tenancy/operations/create-reseller.js";
import { resumeAccount } from "../../src/tenancy/operations/resume-account.js";
import { suspendAccount } from "../../src/tenancy/operations/suspend-account.js";
import {
  openReplica,
  startPlatform,
  type TestPlatform,
  type TestReplica,
  temporaryFolder,
} from "../database/replication/platform.js";
import { silentLogger } from "../protocol/agent/support/agent-fixtures.js";
import { OPERATOR } from "../support/api.js";
import { type Dovecot, startDovecot } from "../support/dovecot.js";
import { eventually } from "../support/eventually.js";
import { type Postfix, startPostfix } from "../support/postfix.js";
import { submit } from "../support/submission.js";

const anna = { address: "anna@cobalt.test", password: "anna's" };
const bert = { address: "bert@cobalt.test", password: "bert's" };

let platform: TestPlatform;
let replica: TestReplica;
let map: PostfixMap;
let dovecot: Dovecot;
let postfix: Postfix;
let annaId = "";

beforeAll(async () => {
  platform = await startPlatform("SQLite");
  annaId = await platform.database.write(async (tx) => {
    const reseller = await createReseller(tx, OPERATOR, { name: "Map", slug: "map" });
    const domain = await createDomain(tx, OPERATOR, {
      resellerId: toGlobalId("Reseller", reseller.id),
      name: "cobalt.test",
    });
    const domainId = toGlobalId("Domain", domain.id);
    const input = { domainId, address: anna.address, aliases: ["info@cobalt.test"] };
    const account = await createAccount(tx, OPERATOR, input, null);
    await createAccount(tx, OPERATOR, { domainId, address: bert.address, aliases: [] }, null);
    return account.id;
  });
  const path = `lmdb:${join(temporaryFolder(), "senders")}`;
  map = keepPostfixMap(parsePostfixMap(path), systemClock, silentLogger);
  replica = await openReplica(platform, {
    clock: systemClock,
    holdsAddresses: true,
    onProgress: (store) => map.changed(store),
  });
  await replica.follow();
  dovecot = await startDovecot({ users: [anna, bert] });
  postfix = await startPostfix({
    domains: ["cobalt.test"],
    dovecot,
    extraMain: {
      smtpd_sender_login_maps: path,
      submission_sender_restrictions: "reject_authenticated_sender_login_mismatch",
    },
  });
});

afterAll(async () => {
  await map?.stop();
  await postfix?.stop();
  await dovecot?.stop();
});

async function isTaken(mailFrom: string, who = anna): Promise<boolean> {
  const { address: user, password } = who;
  const { accepted } = await submit({ port: postfix.submissionPort, user, password, mailFrom, to: bert.address });
  return accepted;
}

describe("Postfix with a map kept from the copy", () => {
  it("takes own addresses and aliases, and refuses what is somebody else's or nobody's", async () => {
    await eventually("the map is there", () => isTaken(anna.address).catch(() => false));
    expect(await isTaken("info@cobalt.test")).toBe(true);
    expect(await isTaken("info@cobalt.test", bert)).toBe(false);
    expect(await isTaken(bert.address)).toBe(false);
    expect(await isTaken("sales@other.test")).toBe(false);
  });

  it("sees each change while it runs, and no session fails for want of a map", async () => {
    const { authorization } = await platform.database.write((tx) =>
      grantAuthorization(tx, OPERATOR, { accountId: annaId, address: "sales@other.test" }),
    );
    await replica.follow();
    await eventually("a grant is obeyed", () => isTaken("sales@other.test"));
    expect(await isTaken("sales@other.test", bert)).toBe(false);

    await platform.database.write((tx) => revokeAuthorization(tx, OPERATOR, authorization.id));
    await replica.follow();
    // Own mail goes through all the while: the map is never missing.
    await eventually("a revocation is obeyed", async () => {
      expect(await isTaken(anna.address)).toBe(true);
      return !(await isTaken("sales@other.test"));
    });

    await platform.database.write((tx) => suspendAccount(tx, OPERATOR, annaId));
    await replica.follow();
    await eventually("a suspension is obeyed", async () => !(await isTaken(anna.address)));
    await platform.database.write((tx) => resumeAccount(tx, OPERATOR, annaId));
    await replica.follow();
    await eventually("its end is obeyed", () => isTaken(anna.address));
  });

  it("ends an authorization on time without being told", async () => {
    await platform.database.write((tx) =>
      grantAuthorization(tx, OPERATOR, {
        accountId: annaId,
        address: "brief@other.test",
        until: new Date(tx.now.getTime() + 12_000),
      }),
    );
    await replica.follow();
    await eventually("it is obeyed", () => isTaken("brief@other.test"));
    await eventually("it has ended", async () => !(await isTaken("brief@other.test")));
  });
});
