import { useWords } from "../words/words.js";

interface TimeProps {
  /** ISO 8601; null for what never was, and nothing else: what is not known is no `Time`. */
  readonly at: string | null;
  /** `day` leaves the time of day out; `whole` is for where something is decided. */
  readonly as?: "moment" | "day" | "whole";
}

/** A moment in the scope's zone; UTC on hover. */
export function Time({ at, as = "moment" }: TimeProps) {
  const words = useWords();
  if (at === null) return <span className="muted">{words.say("consoleList.never")}</span>;
  const text = { moment: words.moment, day: words.day, whole: words.wholeMoment }[as](at);
  return (
    <time dateTime={at} title={words.inUtc(at)}>
      {text}
    </time>
  );
}
