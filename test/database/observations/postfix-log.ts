/** Log lines of submissions as Postfix writes them, each a session of its own. */
export function postfixLines(
  submissions: readonly { readonly login: string; readonly sender: string }[],
  { from = 0, at = Date.UTC(2026, 1, 20) }: { from?: number; at?: number } = {},
): string[] {
  return submissions.flatMap(({ login, sender }, index) => {
    const number = from + index;
    const stamp = new Date(at + number * 1_000).toISOString();
    // A long queue id (enable_long_queue_ids) has no digit twice in a row of a short one's length: never reused.
    const queueId = `4Z${number
      .toString(32)
      .padStart(8, "B")
      .toUpperCase()
      .replace(/[AEIOU01]/g, "Z")}z${number}`;
    const line = (service: string, text: string) => `${stamp} mx1 postfix/${service}[4711]: ${text}`;
    return [
      line("smtpd", `connect from client.test[192.0.2.7]`),
      line("smtpd", `${queueId}: client=client.test[192.0.2.7], sasl_method=PLAIN, sasl_username=${login}`),
      line("cleanup", `${queueId}: message-id=<${number}@client.test>`),
      line("qmgr", `${queueId}: from=<${sender}>, size=1024, nrcpt=1 (queue active)`),
      line(
        "smtp",
        `${queueId}: to=<to@far.test>, relay=far.test[192.0.2.9]:25, delay=0.1, dsn=2.0.0, status=sent (250 ok)`,
      ),
      line("qmgr", `${queueId}: removed`),
    ];
  });
}
