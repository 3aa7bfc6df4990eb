import fc from "fast-check";
import { expect, test } from "vitest";
import { readContent, triples } from "./reading.js";

interface Session {
  readonly lines: readonly string[];
  /** What must be found of it. */
  readonly found: readonly (readonly [string, string, string | null, string | null, boolean])[];
  /** Sessions with the same key were given the same queue id: their lines cannot be told apart when mixed. */
  readonly key: string;
  /** The same whatever the instance. */
  readonly idOnHost: string;
  readonly isSignedIn: boolean;
}

const address = fc.constantFrom("a@x.example", "b@y.example", '"odd; from=<one"@z.example', "other+tag@x.example", "");
const login = fc.constantFrom("bob@a.example", "carl", "eve, sasl_sender=a=b", "Ann Other", "d: e[1.2.3.4]");
const displayName = fc.constantFrom(
  "Bob ",
  '"x from h[1.2.3.4]; from=<f@f> to=<t@t> proto=ESMTP helo=<h>" ',
  "a (b, c) ",
  "",
);

const sessionArbitrary = fc
  .record({
    host: fc.constantFrom("mx1", "mx2"),
    instance: fc.constantFrom("postfix", "postfix-out"),
    id: fc.nat({ max: 0xffff }).map((number) => `4A${number.toString(16).toUpperCase().padStart(6, "0")}`),
    pid: fc.integer({ min: 100, max: 130 }),
    client: fc.constantFrom("c.example[192.0.2.1]", "unknown[2001:db8::1]"),
    login: fc.option(login, { nil: null }),
    sender: address,
    headerFrom: fc.option(fc.constantFrom("h@x.example", "k@y.example"), { nil: null }),
    displayName,
    isQueued: fc.boolean(),
    isRefusedFirst: fc.boolean(),
    second: fc.integer({ min: 0, max: 59 }),
  })
  .map((seed): Session => {
    const stamp = `Nov  3 10:00:${String(seed.second).padStart(2, "0")}`;
    const say = (service: string, message: string) =>
      `${stamp} ${seed.host} ${seed.instance}/${service}[${seed.pid}]: ${message}`;
    const sasl = seed.login === null ? "" : `, sasl_method=PLAIN, sasl_username=${seed.login}`;
    const tail = `from=<${seed.sender}> to=<r@r.example> proto=ESMTP helo=<c>`;
    const lines = [say("submission/smtpd", `connect from ${seed.client}`)];
    const found: [string, string, string | null, string | null, boolean][] = [];
    if (seed.isRefusedFirst && seed.login !== null) {
      const refused = `from=<no@no.example> to=<r@r.example> proto=ESMTP helo=<c> sasl_method=PLAIN sasl_username=${seed.login}`;
      lines.push(
        say("submission/smtpd", `NOQUEUE: reject: RCPT from ${seed.client}: 553 5.7.1 <no@no.example>: no; ${refused}`),
      );
      found.push(["NOQUEUE", seed.login, "no@no.example", null, false]);
    }
    lines.push(say("submission/smtpd", `${seed.id}: client=${seed.client}${sasl}`));
    if (seed.headerFrom !== null) {
      const content = `${seed.displayName}<${seed.headerFrom}>`;
      lines.push(say("cleanup", `${seed.id}: info: header From: ${content} from ${seed.client}; ${tail}`));
    }
    if (seed.isQueued) {
      lines.push(say("cleanup", `${seed.id}: message-id=<${seed.id}@x>`));
      lines.push(say("qmgr", `${seed.id}: from=<${seed.sender}>, size=1, nrcpt=1 (queue active)`));
      lines.push(say("smtp", `${seed.id}: to=<r@r.example>, relay=none, delay=0, dsn=2.0.0, status=sent (250 ok)`));
      lines.push(say("qmgr", `${seed.id}: removed`));
    }
    lines.push(say("submission/smtpd", `disconnect from ${seed.client} ehlo=1 auth=1 mail=1 commands=3`));
    if (seed.login !== null) {
      const sender = seed.isQueued || seed.headerFrom !== null ? seed.sender : null;
      found.push([seed.id, seed.login, sender, seed.headerFrom, seed.isQueued]);
    }
    return {
      lines,
      found,
      key: `${seed.host}|${seed.instance}|${seed.id}`,
      idOnHost: `${seed.host}|${seed.id}`,
      isSignedIn: seed.login !== null,
    };
  });

/**
 * Whether two instances of a host gave one id at the same time, to a message with a login and to one without. Where the
 * queue manager of the former is not heard, lines of the latter may be taken for its own.
 */
function isIdSharedWithStranger(sessions: readonly Session[]): boolean {
  const signedIn = new Set(sessions.filter((session) => session.isSignedIn).map(({ idOnHost }) => idOnHost));
  return sessions.some(({ isSignedIn, idOnHost }) => !isSignedIn && signedIn.has(idOnHost));
}

/** Mixes the sessions' lines, each session's in its own order, by one pick a line. */
function interleave(sessions: readonly Session[], picks: readonly number[]): string {
  const left = sessions.map(({ lines }) => [...lines]);
  const mixed: string[] = [];
  for (let turn = 0; left.some((lines) => lines.length > 0); turn += 1) {
    const open = left.filter((lines) => lines.length > 0);
    const lines = open[(picks[turn % picks.length] ?? 0) % open.length];
    mixed.push(lines?.shift() ?? "");
  }
  return `${mixed.join("\n")}\n`;
}

test("any interleaving of the same sessions gives the same triples", async () => {
  const property = fc.asyncProperty(
    fc.uniqueArray(sessionArbitrary, { selector: ({ key }) => key, minLength: 1, maxLength: 12 }),
    fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 120 }),
    fc.integer({ min: 1, max: 5000 }),
    async (sessions, picks, pieceSize) => {
      fc.pre(!isIdSharedWithStranger(sessions));
      const { submissions } = await readContent(interleave(sessions, picks), { pieceSize });
      const wanted = sessions.flatMap(({ found }) => found.map((triple) => JSON.stringify(triple))).sort();
      expect(triples(submissions)).toEqual(wanted);
    },
  );
  await fc.assert(property, { numRuns: 300 });
});

test("no line, whatever is in it, stops the reading or invents a login", async () => {
  const fragment = fc.oneof(
    fc.constantFrom(
      "4A1B2C3D: ",
      "NOQUEUE: ",
      "client=c[1.2.3.4]",
      "; from=<",
      "> to=<",
      "from=<",
      ">, size=",
      " from ",
      "info: header From: ",
      "Nov  3 10:00:00 mx postfix/smtpd[1]: ",
      "Nov  3 10:00:00 mx postfix/cleanup[1]: ",
      "<13>1 - - - - - ",
      '{"message":"',
      "2026-11-24 10:00:00 ",
      "[NOTICE] ",
      "\n",
      "\0",
    ),
    fc.string({ unit: "binary", maxLength: 20 }),
  );
  const property = fc.asyncProperty(fc.array(fragment, { maxLength: 60 }), async (fragments) => {
    const { submissions, reports } = await readContent(Buffer.from(fragments.join(""), "utf8"));
    // None of the fragments names a login.
    expect(submissions).toEqual([]);
    expect(reports).toEqual([]);
  });
  await fc.assert(property, { numRuns: 500 });
});
