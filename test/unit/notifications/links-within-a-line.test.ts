import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { newLinkToken, type PublicText, pageLink } from "../../../src/kernel/index.js";
import { renderMail } from "../../../src/notifications/index.js";
import { mailTemplateNames } from "../../../src/notifications/render-mail.js";
import { alertKeys } from "../../../src/rollout/alerts/alert-keys.js";
import { hashesOfQuestionToken, hashOfQuestionToken, newQuestionToken } from "../../../src/verification/tokens.js";
import { mendLink } from "../../../src/web/index.js";
import { testConfiguration } from "../../support/configuration.js";
import { sampleMail } from "../../support/mails.js";

/** Of ordinary length; what else of a link is longer or shorter is ours. */
const PUBLIC_URL = "https://senders.example.com";
/** RFC 2045 6.7: where quoted-printable breaks a line, and many programs that quote or wrap do. */
const LINE_LENGTH = 76;
/** The longest host at which a line holds the link of a question, and a longer one at which it holds what is needed of it. */
const HOSTS = [
  "https://a.example",
  PUBLIC_URL,
  `https://${"h".repeat(14)}.example`,
  `https://${"h".repeat(28)}.example`,
];

interface MailedLink {
  readonly mail: string;
  readonly url: string;
  readonly text: string;
}

const mails = mailTemplateNames.flatMap((template) =>
  ["en", "de", "fr"].map((language) => {
    const sample = sampleMail(template, { language });
    const secrets = Object.fromEntries(
      Object.keys(sample.secrets).map((name) => [name, tokenOf(sample.template, name)]),
    );
    const rendered = renderMail(
      { ...sample, secrets },
      { publicUrl: PUBLIC_URL, platformName: "Testmail" as PublicText },
    );
    return { name: `${template} in ${language}`, ...rendered };
  }),
);

/** As the operations draw them. */
function tokenOf(template: string, name: string): string {
  if (name === "unsubscribeToken") {
    return alertKeys(testConfiguration()).unsubscribeToken("01930000-0000-7000-8000-000000000009");
  }
  return template.startsWith("question") && name.startsWith("token") ? newQuestionToken() : newLinkToken();
}

const links: readonly MailedLink[] = mails.flatMap(({ name, text, headers }) => {
  const { "List-Unsubscribe": ending = "" } = headers as Record<string, string>;
  return [...new Set(`${text} ${ending.replaceAll(/[<>]/g, " ")}`.match(/https?:\/\/\S+/g))].map((url) => ({
    mail: name,
    url,
    text,
  }));
});
const withToken = links.filter(({ url }) => !url.startsWith(`${PUBLIC_URL}/console`));

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** Whether the server is led to the same row, or by the same signature. */
function isFound(mailed: string, opened: string): boolean {
  const [wanted, found] = [mendLink(pathOf(mailed)), mendLink(pathOf(opened))];
  const [, page, token = ""] = wanted.split("/");
  if (page !== "confirm") return found === wanted;
  return hashesOfQuestionToken(found.split("/")[2] ?? "").includes(hashOfQuestionToken(token));
}

/** What a mail program takes for a link, of text that it was given. */
function clickable(text: string): string[] {
  return text.match(/https?:\/\/[^\s<"]+/g) ?? [];
}

/** RFC 2045 6.7, as a relay writes it. */
function asQuotedPrintable(text: string): string {
  return text.split("\n").map(foldedLine).join("\r\n");
}

function foldedLine(line: string): string {
  let folded = "";
  let length = 0;
  for (const octet of Buffer.from(line)) {
    const isPlain = octet >= 0x20 && octet <= 0x7e && octet !== 0x3d;
    const written = isPlain ? String.fromCharCode(octet) : `=${octet.toString(16).toUpperCase().padStart(2, "0")}`;
    if (length + written.length > LINE_LENGTH - 1) {
      folded += "=\r\n";
      length = 0;
    }
    folded += written;
    length += written.length;
  }
  return folded;
}

describe("the links of every mail in every language", () => {
  it("are there to be looked at", () => {
    expect(new Set(withToken.map(({ mail }) => mail.split(" ")[0]))).toEqual(
      new Set(mailTemplateNames.filter((name) => Object.keys(sampleMail(name).secrets).length > 0)),
    );
  });

  it("with a token fit a line", () => {
    for (const { mail, url } of withToken) {
      expect({ mail, url, fits: url.length <= LINE_LENGTH }).toEqual({ mail, url, fits: true });
    }
  });

  it.each(HOSTS)("of a question at %s are found by what a line holds of them", (publicUrl) => {
    const url = pageLink({ publicUrl }, { to: "confirm", token: newQuestionToken() });
    expect(isFound(url, url.slice(0, LINE_LENGTH - 1))).toBe(true);
    expect(url.length <= LINE_LENGTH).toBe(publicUrl.length <= 30);
    // Whoever reads one in the source of a mail sees what it is for, where the line has room for that.
    expect(new URL(url).pathname.split("/")[1]).toBe(publicUrl.length <= 24 || publicUrl.length > 30 ? "confirm" : "q");
  });

  it("into the console fit it up to what they ask, and cut off there lead to the same screen", () => {
    for (const { mail, url } of links.filter((link) => !withToken.includes(link))) {
      const entrance = new URL(url).pathname;
      expect({ mail, length: PUBLIC_URL.length + entrance.length }).toSatisfy(
        ({ length }: { length: number }) => length <= LINE_LENGTH,
      );
      expect(entrance).toMatch(/^\/console(\/[a-z]+)?$/);
    }
  });

  it.each([
    ["angle brackets", (url: string) => `Open <${url}> now`],
    ["a full stop", (url: string) => `Open ${url}.`],
    ["brackets", (url: string) => `(${url})`],
    ["a comma", (url: string) => `${url}, please`],
    ["quotation marks of a reply", (url: string) => `> ${url}`],
    ["those of a reply to a reply", (url: string) => `> > <${url}>`],
  ])("are found in %s", (_, around) => {
    for (const { mail, url } of withToken) {
      const opened = clickable(around(url)).map((each) => isFound(url, each));
      expect({ mail, opened }).toEqual({ mail, opened: [true] });
    }
  });

  it("are found in a mail that a relay has encoded anew, read as it is meant and as it stands there", async () => {
    for (const { name, text } of mails) {
      const source = asQuotedPrintable(text);
      const message = `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${source}`;
      const read = (await simpleParser(message)).text ?? "";
      const [meant, asItStands] = [clickable(read), clickable(source)];
      for (const [index, url] of clickable(text).entries()) {
        if (url.startsWith(`${PUBLIC_URL}/console`)) continue;
        expect({ name, url, isMeant: isFound(url, meant[index] ?? url.slice(0, 10)) }).toMatchObject({ isMeant: true });
        expect({ name, url, stands: isFound(url, asItStands[index] ?? "") }).toMatchObject({ stands: true });
      }
    }
  });
});
