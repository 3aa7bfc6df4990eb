import { readContent, triples } from "./reading.js";

export const CLIENT = "c.example[192.0.2.1]";

/** Lines of one host and instance; each is `service: message`. */
export function log(...lines: string[]): string {
  return lines
    .map((line, index) => {
      const [service, ...rest] = line.split(": ");
      return `Nov  3 10:00:${String(index % 60).padStart(2, "0")} mx postfix/${service}[100]: ${rest.join(": ")}\n`;
    })
    .join("");
}

export function opened(id: string, login = "bob@a.example"): string {
  return `submission/smtpd: ${id}: client=${CLIENT}, sasl_method=PLAIN, sasl_username=${login}`;
}

export function activated(id: string, sender: string): string {
  return `qmgr: ${id}: from=<${sender}>, size=400, nrcpt=1 (queue active)`;
}

export function headerLine(
  id: string,
  content: string,
  tail = `from=<s@a.example> to=<r@b.example> proto=ESMTP helo=<c>`,
): string {
  return `cleanup: ${id}: info: header From: ${content} from ${CLIENT}; ${tail}`;
}

export async function found(content: string): Promise<unknown[]> {
  const { submissions } = await readContent(content);
  return triples(submissions).map((line) => JSON.parse(line) as unknown);
}
