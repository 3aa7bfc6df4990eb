import type { ReactNode } from "react";
import { Icon } from "../parts/icon.js";
import { useWords } from "../words/words.js";
import type { Report } from "./readiness.documents.js";

const DAYS_PER_WEEK = 7;

interface FiguresProps {
  readonly report: Report;
  readonly enforcedAt: string | null;
}

/** Four figures; where the days allow it, with what the week changed. */
export function ReadinessFigures({ report, enforcedAt }: FiguresProps) {
  const { say, number } = useWords();
  const { refused, unresolved, messages, trend } = report;
  const [week, before] = [trend.slice(-DAYS_PER_WEEK), trend.slice(-2 * DAYS_PER_WEEK, -DAYS_PER_WEEK)].map(sumOf);
  const isCompared = trend.length >= 2 * DAYS_PER_WEEK && before !== undefined && before.messages > 0;
  const share = messages === 0 ? 0 : (100 * unresolved.messages) / messages;
  return (
    <dl className="figs">
      <Figure label={say("consoleReadiness.wouldBeRefused")} value={number(unresolved.messages)}>
        {isCompared && week && (
          <Delta value={week.unresolved - before.unresolved} words={(text) => deltaWords(text, "count")} />
        )}
      </Figure>
      <Figure label={say("consoleReadiness.mailboxes")} value={number(unresolved.accounts)}>
        {refused.accounts < unresolved.accounts &&
          (enforcedAt === null
            ? say("consoleReadiness.refusedNow", { number: number(refused.accounts) })
            : say("consoleReadiness.refusedThen", { number: number(refused.accounts) }))}
      </Figure>
      <Figure label={say("consoleReadiness.addresses")} value={number(unresolved.addresses)}>
        {refused.addresses < unresolved.addresses &&
          (enforcedAt === null
            ? say("consoleReadiness.refusedNow", { number: number(refused.addresses) })
            : say("consoleReadiness.refusedThen", { number: number(refused.addresses) }))}
      </Figure>
      <Figure label={say("consoleReadiness.share")} value={number(rounded(share))} unit="%">
        {isCompared && week && (
          <Delta value={rounded(shareOf(week) - shareOf(before))} words={(text) => deltaWords(text, "points")} />
        )}
      </Figure>
    </dl>
  );

  function deltaWords(change: number, kind: "count" | "points"): string {
    const count = Math.abs(change);
    const text = number(count);
    if (kind === "points") {
      const points = { count, number: text };
      return change < 0 ? say("consoleReadiness.fewerPoints", points) : say("consoleReadiness.morePoints", points);
    }
    return change < 0 ? say("consoleReadiness.fewer", { text }) : say("consoleReadiness.more", { text });
  }
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly unit?: string;
  readonly children?: ReactNode;
}

function Figure({ label, value, unit, children }: FigureProps) {
  return (
    <div className="card fig">
      <dt>{label}</dt>
      <dd className="v">
        {value} {unit !== undefined && <small>{unit}</small>}
      </dd>
      {children ? <dd className="c">{children}</dd> : null}
    </div>
  );
}

function Delta({ value, words }: { readonly value: number; readonly words: (change: number) => string }) {
  const { say } = useWords();
  if (value === 0) return say("consoleReadiness.asBefore");
  return (
    <span className={value < 0 ? "delta good" : "delta badd"}>
      <Icon name={value < 0 ? "fall" : "rise"} />
      {words(value)}
    </span>
  );
}

function sumOf(days: Report["trend"]) {
  const sum = (key: "messages" | "unresolved") => days.reduce((total, day) => total + day[key], 0);
  return { messages: sum("messages"), unresolved: sum("unresolved") };
}

function shareOf({ messages, unresolved }: { readonly messages: number; readonly unresolved: number }): number {
  return messages === 0 ? 0 : (100 * unresolved) / messages;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
