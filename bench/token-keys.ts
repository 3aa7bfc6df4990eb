/**
 * CPU of one access token's verification with the key as text and as a KeyObject, in turns; the median of nine ratios.
 *
 * node --import @swc-node/register/esm-register bench/token-keys.ts
 */
import { createSecretKey, type KeyObject } from "node:crypto";
import jsonwebtoken from "jsonwebtoken";

const SECRET = "a secret of a bench with more than thirty-two characters";
const OPTIONS = { algorithms: ["HS256" as const], issuer: "bench", audience: "bench" };
const token = jsonwebtoken.sign({ sub: "somebody" }, SECRET, { expiresIn: 900, issuer: "bench", audience: "bench" });

/** Microseconds of CPU a verification. */
function measure(key: string | KeyObject, times: number): number {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) jsonwebtoken.verify(token, key, OPTIONS);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

const key = createSecretKey(Buffer.from(SECRET));
measure(SECRET, 500);
measure(key, 500);
const rounds = Array.from({ length: 9 }, () => ({ text: measure(SECRET, 1_000), object: measure(key, 5_000) }));
rounds.sort((one, other) => one.text / one.object - other.text / other.object);
const { text, object } = rounds[4]!;
console.log(
  `${process.version}: text ${text.toFixed(0)} µs, KeyObject ${object.toFixed(0)} µs, ${(text / object).toFixed(1)} times`,
);
