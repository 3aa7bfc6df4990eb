import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConfiguration, withSecrets } from "../../../src/config/index.js";
import { keysOf } from "../../../src/config/keys.js";

describe("the secret that signs our tokens", () => {
  let parent: string;
  let directory: string;

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), "mayfrom-secrets-"));
    directory = join(parent, "not", "there", "yet");
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  const secretIn = (dataDirectory: string, more: NodeJS.ProcessEnv = {}) =>
    withSecrets(readConfiguration({ DATA_DIR: dataDirectory, ...more }))
      .keys.accessToken.current.key.export()
      .toString();

  it("is made at the first start and the same ever after", () => {
    const secret = secretIn(directory);
    expect(Buffer.from(secret, "base64url")).toHaveLength(48);
    expect(secretIn(directory)).toBe(secret);
    expect(readdirSync(directory)).toEqual(["token-secret"]);
    expect(secretIn(join(parent, "another"))).not.toBe(secret);
  });

  it("is readable by its owner only, as is the directory, whatever the umask", () => {
    const before = process.umask(0);
    try {
      secretIn(directory);
    } finally {
      process.umask(before);
    }
    expect(statSync(join(directory, "token-secret")).mode & 0o777).toBe(0o600);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
  });

  it("comes from the environment where it is given, and then nothing is written", () => {
    const JWT_SECRET = "given by whoever runs the service";
    expect(secretIn(directory, { JWT_SECRET })).toBe(JWT_SECRET);
    expect(readdirSync(parent)).toEqual([]);
  });

  it("goes no further than the keys that are made of it, one for each use", () => {
    const { keys, ...rest } = withSecrets(readConfiguration({ DATA_DIR: directory }));
    expect(JSON.stringify(rest)).not.toContain(secretIn(directory));
    const octets = Object.values(keys).map(({ current }) => current.key.export().toString("hex"));
    expect(new Set(octets).size).toBe(octets.length);
  });

  it("may be several, by commas or a line each, of which the first is in use", () => {
    const [one, other] = ["the secret in use of thirty-two characters", "the secret before it of as many characters"];
    const idsOf = (directoryOrSecrets: NodeJS.ProcessEnv) =>
      withSecrets(readConfiguration(directoryOrSecrets)).keys.accessToken.all.map(({ id }) => id);
    const both = [keysOf(one).accessToken.current.id, keysOf(other).accessToken.current.id];
    expect(idsOf({ JWT_SECRET: `${one}, ${other}` })).toEqual(both);
    writeFileSync(join(parent, "token-secret"), `${one}\n${other}\n`);
    expect(idsOf({ DATA_DIR: parent })).toEqual(both);
    expect(() => readConfiguration({ JWT_SECRET: `${one},short` })).toThrow("at least 32 characters");
  });

  it("is never written over", () => {
    secretIn(parent);
    const file = join(parent, "token-secret");
    writeFileSync(file, "brought along from another host, with a line end\n");
    chmodSync(file, 0o400);
    expect(secretIn(parent)).toBe("brought along from another host, with a line end");
    expect(readFileSync(file, "utf8")).toMatch(/^brought along/);
  });

  it("stops the start when it cannot be written", () => {
    writeFileSync(join(parent, "file"), "");
    expect(() => secretIn(join(parent, "file"))).toThrow(/EEXIST|ENOTDIR/);
  });
});
