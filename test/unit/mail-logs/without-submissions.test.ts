import { expect, test } from "vitest";
import { readContent } from "./reading.js";

/** As syslog writes them: one time stamp of each kind, the second program being another service of the same daemon. */
const bsd = (program: string, ...bodies: string[]) =>
  bodies.map((body, index) => `Nov ${String(index + 1).padStart(2)} 07:15:0${index % 10} mx1 ${program}: ${body}`);
const iso = (program: string, ...bodies: string[]) =>
  bodies.map((body, index) => `2026-11-03T07:15:0${index % 10}.${100_000 + index}+01:00 mx1 ${program}: ${body}`);
const exim = (...bodies: string[]) => bodies.map((body, index) => `2026-11-03 07:15:0${index % 10} ${body}`);

const REFUSED_HELO =
  "NOQUEUE: reject: RCPT from unknown[198.51.100.7]: 504 5.5.2 <WORKSTATION7>: Helo command rejected: need fully-qualified hostname; from=<bulk@far.example> to=<anna@cobalt.example> proto=ESMTP helo=<WORKSTATION7>";
const REFUSED_RELAY =
  "NOQUEUE: reject: RCPT from dyn.far.example[198.51.100.7]: 454 4.7.1 <carl@other.example>: Relay access denied; from=<bulk@far.example> to=<carl@other.example> proto=ESMTP helo=<far.example>";
const REFUSED_CLIENT =
  "NOQUEUE: reject: RCPT from unknown[2001:db8::7]: 554 5.7.1 Service unavailable; Client host [2001:db8::7] blocked using list.example; from=<> to=<anna@cobalt.example> proto=SMTP helo=<[2001:db8::7]>";
const FAILED_LOGINS = ["postmaster", "admin@cobalt.example", "anna@cobalt.example", "test", "eve=anna@cobalt.example"];
const failedLogin = (login: string) =>
  `warning: unknown[198.51.100.7]: SASL LOGIN authentication failed: (reason unavailable), sasl_username=${login}`;
const EXIM_REFUSED = [
  'H=far.example [198.51.100.7]:53343 F=<bulk@far.example> rejected RCPT <anna@cobalt.example>: "listed at list.example"',
  "H=mx.far.example (far.example) [198.51.100.7]:35328 X=TLS1.2:ECDHE-RSA-AES256-GCM-SHA384:256 CV=no F=<bulk@far.example> rejected RCPT <nobody@cobalt.example>: Unrouteable address",
  'H=far.example [198.51.100.7]:18146 temporarily rejected connection in "connect" ACL: "Host is ratelimited (1.9/1h max:1.2)"',
  "H=far.example [198.51.100.7]:41584 sender verify fail for <gone@far.example>: no such mailbox",
  "H=(laptop) [198.51.100.7]:17125 X=TLS1.3:TLS_AES_128_GCM_SHA256:128 CV=no F=<anna@cobalt.example> rejected RCPT <carl@other.example>: SMTP AUTH is required for message submission on port 587",
];
const EXIM_FAILED = [
  "dovecot_login authenticator failed for ([198.51.100.8]) [198.51.100.7]:55379: 535 Incorrect authentication data (set_id=anna@cobalt.example)",
  "dovecot_plain authenticator failed for mail.far.example (far.example) [198.51.100.7]:47807: 535 Incorrect authentication data (set_id=anna)",
  "login authenticator failed for far.example [2001:db8::7]: 535 Incorrect authentication data (set_id=A=login:anna)",
];

test.each<[what: string, lines: readonly string[], failedLogins: number]>([
  ["greetings that Postfix refuses", iso("postfix/smtpd[4201]", REFUSED_HELO, REFUSED_HELO), 0],
  ["relaying that Postfix refuses", iso("postfix/smtpd[4202]", REFUSED_RELAY, REFUSED_RELAY), 0],
  ["clients that Postfix refuses, one of them with the null sender", bsd("postfix/smtpd[4203]", REFUSED_CLIENT), 0],
  [
    "logins that failed, each with its name",
    bsd("postfix/smtps/smtpd[4204]", ...FAILED_LOGINS.map(failedLogin)),
    FAILED_LOGINS.length,
  ],
  [
    "logins that failed without a name",
    bsd("postfix/smtpd[4205]", ...Array(3).fill("warning: h[198.51.100.7]: SASL PLAIN authentication failed: x")),
    3,
  ],
  [
    "a failed login and refusals in turn",
    [...bsd("postfix/smtpd[4206]", failedLogin("anna")), ...iso("postfix/smtpd[4206]", REFUSED_HELO, REFUSED_RELAY)],
    1,
  ],
  [
    "what is no SMTP",
    iso(
      "postfix/submission/smtpd[4207]",
      "warning: non-SMTP command from unknown[198.51.100.7]: GET / HTTP/1.1",
      "warning: non-SMTP command from unknown[198.51.100.7]: \\026\\003\\001\\001\\r\\n",
    ),
    0,
  ],
  [
    "clients that talked too early",
    bsd(
      "postfix/postscreen[4208]",
      "PREGREET 15 after 1.9 from [198.51.100.7]:41323: EHLO [10.0.0.7]\\r\\n",
      "PREGREET 44 after 0 from [198.51.100.7]:62873: \\003\\000\\000,Cookie: login=anna\\r\\n",
    ),
    0,
  ],
  [
    "what other services of Postfix say",
    iso(
      "postfix/anvil[4209]",
      "statistics: max connection rate 1/60s for (smtpd:198.51.100.7) at Nov  3 07:15:00",
      "statistics: max cache size 1 at Nov  3 07:15:00",
    ),
    0,
  ],
  ["mail that Exim refuses", exim(...EXIM_REFUSED), 0],
  ["logins that failed at Exim", exim(...EXIM_FAILED), 3],
  ["both, through syslog", bsd("exim[4210]", ...EXIM_FAILED, ...EXIM_REFUSED), 3],
])("nobody submitted anything in a log of %s", async (_, lines, failedLogins) => {
  const { submissions, reports, summary } = await readContent(`${lines.join("\n")}\n`);
  expect(submissions).toEqual([]);
  expect(reports).toEqual([]);
  expect(summary.lines).toBe(lines.length);
  expect(summary.failedLogins).toBe(failedLogins);
  expect([...summary.skipped.keys()]).toEqual([]);
});

test("messages without any header are read line by line and name no login", async () => {
  const bodies = [REFUSED_HELO, REFUSED_RELAY, REFUSED_CLIENT, ...FAILED_LOGINS.map(failedLogin), ...EXIM_REFUSED];
  const lines = bodies.map((message, index) =>
    JSON.stringify({ file: `case${index}.yaml`, pattern: "^%{X}$", message }),
  );
  const { submissions, summary } = await readContent(`${lines.join("\n")}\n`);
  expect(summary.lines).toBe(lines.length);
  expect(submissions).toEqual([]);
  expect([...summary.skipped.keys()]).toEqual([]);
});
