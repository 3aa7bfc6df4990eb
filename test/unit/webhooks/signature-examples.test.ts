import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { transformSync } from "@swc/core";
import { expect, it } from "vitest";
import { newWebhookSecret, signatureOf } from "../../../src/webhooks/webhook-secret.js";

const PAGE = readFileSync("docs/webhooks.md", "utf8");
const NOW = 1_774_872_000;
const BODY = '{"type":"webhook.test","data":{"name":"Bäckerei"}}';

function exampleIn(language: string): string {
  const [, code] = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(PAGE) ?? [];
  if (code === undefined) throw new Error(`docs/webhooks.md has no example in ${language}`);
  return code;
}

/** Reads `[secret, headers, body, now][]` as JSON and prints a list of verdicts. */
const PROGRAMS: Readonly<Record<string, () => readonly [command: string, ...args: string[]]>> = {
  ts: () => {
    const { code } = transformSync(exampleIn("ts"), { jsc: { parser: { syntax: "typescript" }, target: "es2022" } });
    const rest = `import { readFileSync } from "node:fs";
      console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map((each) => isFromMayfrom(...each))));`;
    return [process.execPath, "--input-type=module", "--eval", `${code}\n${rest}`];
  },
  php: () => {
    const rest = `echo json_encode(array_map(fn ($each) => isFromMayfrom(...$each),
      json_decode(file_get_contents('php://stdin'), true)));`;
    return ["php", "-r", `${exampleIn("php")}\n${rest}`];
  },
  python: () => {
    const rest = "import json, sys\nprint(json.dumps([is_from_mayfrom(*each) for each in json.load(sys.stdin)]))";
    return ["python3", "-c", `${exampleIn("python")}\n${rest}`];
  },
};

it.each(Object.keys(PROGRAMS))(
  "the example of docs/webhooks.md tells a right signature from a wrong one: %s",
  (language) => {
    const [command, ...args] = PROGRAMS[language]!();
    const [secret, former] = [newWebhookSecret(), newWebhookSecret()];
    const headersFor = (secrets: string[], timestamp = NOW) => ({
      "webhook-id": "WebhookDelivery_1",
      "webhook-timestamp": String(timestamp),
      "webhook-signature": signatureOf(secrets, "WebhookDelivery_1", timestamp, BODY),
    });
    const cases = [
      [secret, headersFor([secret]), BODY, NOW + 10],
      [former, headersFor([secret, former]), BODY, NOW],
      [secret, headersFor([former]), BODY, NOW],
      [secret, headersFor([secret]), `${BODY} `, NOW],
      [secret, headersFor([secret], NOW - 301), BODY, NOW],
      [secret, {}, BODY, NOW],
    ];
    const { stdout, stderr } = spawnSync(command, args, { input: JSON.stringify(cases), encoding: "utf8" });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual([true, true, false, false, false, false]);
  },
);
