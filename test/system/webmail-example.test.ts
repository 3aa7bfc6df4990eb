import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { createApi } from "../../src/app/index.js";
import { createTenants } from "../graphql/tenancy-tree.js";
import { OPERATOR, startTestApi } from "../support/api.js";
import { requireProgram } from "../support/system-parts.js";

const DOCS = readFileSync(fileURLToPath(new URL("../../docs/webmail.md", import.meta.url)), "utf8");
const EXAMPLE = /```php\n(.*?)```/s.exec(DOCS)?.[1] ?? "";

it("the three calls of docs/webmail.md do what they say", async () => {
  const php = requireProgram("php-cli", "/usr/bin/php");
  const api = await startTestApi("SQLite");
  const { north } = await createTenants(api);
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const names = { issuer: "https://webmail.north.test", audience: "https://mayfrom.north.test" };
  await api.succeed(
    OPERATOR,
    "mutation ($input: RegisterTrustedIssuerInput!) { registerTrustedIssuer(input: $input) { id } }",
    {
      input: {
        ...names,
        name: "Webmail",
        scope: { platform: true },
        algorithm: "EdDSA",
        publicKeys: [{ pem: publicKey.export({ type: "spki", format: "pem" }) }],
        allowedRoles: ["ACCOUNT"],
      },
    },
  );
  const app = await createApi(api.services);
  const directory = mkdtempSync(join(tmpdir(), "mayfrom-example-"));
  try {
    const url = await app.listen({ host: "127.0.0.1", port: 0 });
    writeFileSync(join(directory, "key"), privateKey.export({ type: "pkcs8", format: "pem" }));
    writeFileSync(join(directory, "example.php"), EXAMPLE);
    const words = [join(directory, "example.php"), north.account.address, "press@away.test"];
    const { stdout } = await promisify(execFile)(php, words, {
      env: {
        MAYFROM_URL: url,
        WEBMAIL_KEY_FILE: join(directory, "key"),
        WEBMAIL_ISSUER: names.issuer,
        WEBMAIL_AUDIENCE: names.audience,
        TIMEOUT: "30",
      },
    });
    expect(stdout).toMatch(/^user@north\.test ALLOWED\npress@away\.test PENDING \d\d\npress@away\.test REVOKED\n$/);
  } finally {
    await app.close();
    rmSync(directory, { recursive: true, force: true });
  }
});
