import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { ask, follow, onboard, senders } from "../../clients/examples/typescript/mayfrom-example.js";
import { createClient } from "../../clients/typescript/src/index.js";
import { createApi } from "../../src/app/index.js";
import { createTenants } from "../graphql/tenancy-tree.js";
import { OPERATOR, startTestApi } from "../support/api.js";
import { requireProgram } from "../support/system-parts.js";

const fileAt = (path: string) => fileURLToPath(new URL(`../../clients/examples/${path}`, import.meta.url));

it("the examples of clients/examples do the same in TypeScript, PHP and Python", async () => {
  const programs = [
    [requireProgram("php-cli", "/usr/bin/php"), fileAt("php/mayfrom-example.php"), "php.test"],
    ["python3", fileAt("python/mayfrom_example.py"), "python.test"],
  ] as const;
  const api = await startTestApi("SQLite");
  const { north } = await createTenants(api);
  const { panel, gateway } = await api.succeed<Record<"panel" | "gateway", { secret: string }>>(
    OPERATOR,
    `mutation ($id: ID!) {
      panel: createApiKey(input: { name: "Panel", kind: PANEL, scope: { resellerId: $id } }) { secret }
      gateway: createApiKey(input: { name: "Gateway", kind: GATEWAY, scope: { platform: true } }) { secret }
    }`,
    { id: north.id },
  );
  const app = await createApi(api.services);
  try {
    const url = await app.listen({ host: "127.0.0.1", port: 0 });
    const client = ({ secret }: { secret: string }) => createClient({ url, credential: () => secret });
    const own = senderOf("typescript.test");
    const made = await onboard(client(panel), north.id, "typescript.test", ["anna", "ben"]);
    expect(made).toMatchObject({ made: 2, refused: 0 });
    expect(await onboard(client(panel), north.id, "typescript.test", ["anna", "ben"])).toMatchObject({ made: 0 });
    expect(await senders(client(panel), "anna@typescript.test")).toEqual([own]);
    const followed = await follow(client(panel), 0);
    expect(followed.kinds.slice(-3)).toEqual(["DOMAIN_CREATED", "ACCOUNT_CREATED", "ACCOUNT_CREATED"]);
    const question = ["anna@typescript.test", "stranger@away.test"] as const;
    const decision = await ask(client(gateway), ...question);
    expect(decision).toMatchObject({ verdict: "ALLOW", reason: expect.any(String) });

    for (const [program, file, name] of programs) {
      const run = async ({ secret }: { secret: string }, ...words: string[]) => {
        const env = { PATH: process.env.PATH ?? "", MAYFROM_URL: url, MAYFROM_KEY: secret };
        return JSON.parse((await promisify(execFile)(program, [file, ...words], { env })).stdout);
      };
      expect(await run(panel, "onboard", north.id, name)).toMatchObject({ made: 2, refused: 0 });
      expect(await run(panel, "onboard", north.id, name)).toMatchObject({ made: 0 });
      expect(await run(panel, "senders", `anna@${name}`)).toEqual([senderOf(name)]);
      const { kinds } = await run(panel, "follow", String(followed.lastSequence));
      expect(kinds.slice(-3)).toEqual(["DOMAIN_CREATED", "ACCOUNT_CREATED", "ACCOUNT_CREATED"]);
      expect(await run(gateway, "ask", ...question)).toEqual(decision);
    }
  } finally {
    await app.close();
  }
});

function senderOf(domain: string) {
  return { address: `anna@${domain}`, source: "OWN_ADDRESS", state: "ALLOWED" };
}
