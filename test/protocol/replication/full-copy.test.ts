import { get } from "node:http";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { ApiKeyKind, createApiKey } from "../../../src/access/index.js";
import { toGlobalId } from "../../../src/graphql/index.js";
import { parseReplicaRecord, type ReplicaRecord } from "../../../src/replication/index.js";
import { Domain, Reseller } from "../../../src/tenancy/index.js";
import { startPlatform, type TestPlatform } from "../../database/replication/platform.js";
import { diceOf, writeAccount, writeSomething } from "../../database/replication/random-writes.js";
import { OPERATOR } from "../../support/api.js";
import { describeOnEachEngine } from "../../support/engines.js";

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Record<string, unknown>;
}

function ask(platform: TestPlatform, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(`${platform.url}${path}`, { headers }, (response) => {
      buffer(response).then((raw) => {
        const body = response.headers["content-encoding"] === "gzip" ? gunzipSync(raw) : raw;
        resolve({ status: response.statusCode ?? 0, body: body.toString("utf8"), headers: { ...response.headers } });
      }, reject);
    }).on("error", reject);
  });
}

function recordsOf({ body }: Answer): ReplicaRecord[] {
  return body.trimEnd().split("\n").map(parseReplicaRecord);
}

describeOnEachEngine("GET /replica", (engine) => {
  it("is for gateways of the whole platform, resumable, of chosen domains, and compressed where asked", async () => {
    const platform = await startPlatform(engine);
    const authorization = `Bearer ${platform.gatewayKey}`;
    const dice = diceOf([3, 141, 59, 26, 535, 89, 79, 323, 84, 62, 643, 38, 32, 7950, 288, 4197, 169, 399, 3751]);
    for (let count = 0; count < 60; count++) await writeSomething(platform, dice);
    for (let count = 0; count < 2; count++) await writeAccount(platform);

    expect((await ask(platform, "/replica")).status).toBe(401);
    expect((await ask(platform, "/replica", { authorization: "Bearer mfk_wrong" })).status).toBe(401);
    const [reseller] = await platform.database.reader.find(Reseller, { take: 1 });
    const narrow = await platform.database.write((tx) =>
      createApiKey(tx, OPERATOR, {
        name: "narrow",
        kind: ApiKeyKind.GATEWAY,
        scope: { resellerId: toGlobalId("Reseller", reseller!.id) },
      }),
    );
    expect((await ask(platform, "/replica", { authorization: `Bearer ${narrow.secret}` })).status).toBe(403);
    expect((await ask(platform, "/replica?after=xyz", { authorization })).status).toBe(400);
    expect((await ask(platform, "/replica?domains=a_b", { authorization })).status).toBe(400);

    const whole = await ask(platform, "/replica", { authorization });
    const records = recordsOf(whole);
    expect(records[0]?.[0]).toBe("H");
    expect(records.at(-1)?.[0]).toBe("E");
    const accounts = records.filter(([kind]) => kind === "A").length;
    expect(accounts).toBeGreaterThan(1);

    const zipped = await ask(platform, "/replica", { authorization, "accept-encoding": "gzip" });
    expect(zipped.headers["content-encoding"]).toBe("gzip");
    expect(zipped.body).toBe(whole.body);

    const mark = records.find((record) => record[0] === "C");
    const rest = recordsOf(await ask(platform, `/replica?after=${mark?.[1]}`, { authorization }));
    expect(rest.filter(([kind]) => kind === "A")).toEqual([]);
    expect(rest.filter(([kind]) => kind === "D")).toEqual(records.filter(([kind]) => kind === "D"));

    const [domain] = await platform.database.reader.find(Domain, { order: { id: "ASC" }, take: 1 });
    const chosen = recordsOf(await ask(platform, `/replica?domains=${domain?.name}`, { authorization }));
    expect(chosen.filter(([kind]) => kind === "D").map(([, id]) => id)).toEqual([domain?.id]);
    const expected = records.filter((record) => record[0] === "A" && record[2] === domain?.id).map(([, id]) => id);
    expect(
      chosen
        .filter(([kind]) => kind === "A")
        .map(([, id]) => id)
        .sort(),
    ).toEqual([...expected].sort());
  });
});
