import type { ReactNode } from "react";
import { questionOf } from "../explain/question.js";
import { Address } from "../parts/address.js";
import type { IconName } from "../parts/icon.js";
import { around } from "../words/sentence.js";
import type { Words } from "../words/words.js";
import { Marked } from "./marked.js";
import type { Found, FoundMessage } from "./search.documents.js";

/** One line of the results, and where it leads. */
export interface Entry {
  readonly key: string;
  readonly icon: IconName;
  readonly title: ReactNode;
  readonly sub: ReactNode;
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
}

export interface Group {
  readonly name: string;
  readonly entries: readonly Entry[];
}

interface Asked {
  readonly words: Words;
  /** What is looked for, marked where it stands. */
  readonly text: string;
  /** Of the scope in whose frame it is looked for. */
  readonly path: string;
}

/** What was found, the most probable first; groups without an entry are left out. */
export function groupsOf(found: Found, asked: Asked): Group[] {
  const { say } = asked.words;
  const { path } = asked;
  const read = new Set(found.refusals.map(({ sender }) => sender.toLowerCase()));
  const groups: Group[] = [
    {
      name: say("consoleSearch.refusals"),
      entries: found.refusals.map(({ login, sender }) => ({
        key: `refusal ${login} ${sender}`,
        icon: "bar",
        title: <Address value={sender} isPlain />,
        sub: sentAs(asked.words, login, sender),
        to: `${path}/explain`,
        search: { ...questionOf(login, sender) },
      })),
    },
    { name: say("consoleSearch.messages"), entries: found.messages.map((message) => messageEntry(message, asked)) },
    {
      name: say("consoleSearch.mailboxes"),
      entries: found.accounts.map(({ id, address, state }) => ({
        key: id,
        icon: "person",
        title: <Address value={address} isPlain />,
        sub: say(state === "SUSPENDED" ? "consoleSearch.isSuspended" : "consoleSearch.openMailbox"),
        to: `/d/${address.slice(address.lastIndexOf("@") + 1)}/mailboxes/${address}`,
      })),
    },
    {
      name: say("consoleSearch.domains"),
      entries: found.domains.map(({ id, name }) => ({
        key: id,
        icon: "globe",
        title: <Address value={name} isPlain />,
        sub: say("consoleSearch.openDomain"),
        to: `/d/${name}/mailboxes`,
      })),
    },
    {
      name: say("consoleSearch.resellers"),
      entries: found.resellers.map(({ id, slug, name }) => ({
        key: id,
        icon: "people",
        title: name,
        sub: say("consoleSearch.openReseller"),
        to: `/r/${slug}/domains`,
      })),
    },
    {
      name: say("consoleSearch.unknown"),
      entries: found.unknownAddresses
        .filter((address) => !read.has(address))
        .map((address) => ({
          key: `unknown ${address}`,
          icon: "help",
          title: <Address value={address} isPlain />,
          sub: say("consoleSearch.explainLogin"),
          to: `${path}/explain`,
          search: { login: address },
        })),
    },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}

function messageEntry(message: FoundMessage, { words, text, path }: Asked): Entry {
  const { say, moment } = words;
  const { queueId, isRefused, seenAt, account, address } = message;
  const time = moment(seenAt);
  const outcome =
    isRefused === null
      ? say("consoleSearch.seen", { time })
      : say(isRefused ? "consoleSearch.refused" : "consoleSearch.accepted", { time });
  return {
    key: `message ${queueId ?? ""} ${seenAt}`,
    icon: isRefused === true ? "bar" : "checkRing",
    title: (
      <>
        {queueId === null
          ? say("consoleSearch.byMessageId")
          : around((id) => say("consoleSearch.queueId", { id }), <Marked value={queueId} part={text} />)}
        {" · "}
        {outcome}
      </>
    ),
    sub: sentAs(words, account.address, address),
    to: `${path}/explain`,
    search: { ...questionOf(account.address, address), ...(queueId === null ? {} : { queue: queueId }) },
  };
}

function sentAs({ say }: Words, login: string, address: string): string {
  return say("consoleSearch.sentAs", { login, address: address || "<>" });
}
