import { simpleParser } from "mailparser";

/** The page behind the link of a question mail, as a browser without scripts sees it. */
export interface QuestionPage {
  readonly url: string;
  readonly text: string;
  /** The hidden fields of its form, which go back with the answer. */
  readonly hidden: Readonly<Record<string, string>>;
}

export interface PageAnswer {
  readonly decision: "allow" | "deny" | "block";
  readonly number?: string;
}

/** The link of the given kind in the text of a raw mail. */
export async function linkIn(rawMail: string, kind: "confirm" | "owner"): Promise<string> {
  const { text = "" } = await simpleParser(rawMail);
  const link = new RegExp(`https?://[^\\s"<>]+/${kind}/[\\w.~-]+`).exec(text);
  if (link === null) throw new Error(`no ${kind} link in:\n${text}`);
  return link[0];
}

export async function readQuestionPage(url: string): Promise<QuestionPage> {
  const response = await fetch(url, { headers: { "user-agent": "Mozilla/5.0 (a person)" } });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} for ${url}:\n${text}`);
  const inputs = text.matchAll(/<input[^>]*type="hidden"[^>]*>/g);
  const hidden = Object.fromEntries(
    [...inputs].map(([input]) => [/name="([^"]*)"/.exec(input)?.[1] ?? "", /value="([^"]*)"/.exec(input)?.[1] ?? ""]),
  );
  return { url, text, hidden };
}

export async function sendAnswer(page: QuestionPage, answer: PageAnswer): Promise<Response> {
  return fetch(page.url, {
    method: "POST",
    headers: { "user-agent": "Mozilla/5.0 (a person)", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...page.hidden, ...answer }),
  });
}
