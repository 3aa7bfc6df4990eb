import { useState } from "react";
import { Button } from "../parts/button.js";
import { Field } from "../parts/field.js";
import { useWords } from "../words/words.js";
import type { Preview } from "./schedule.documents.js";

const FIGURES = [
  { key: "messages", words: "consoleSchedule.messagesRefused" },
  { key: "accounts", words: "consoleReadiness.mailboxes" },
  { key: "addresses", words: "consoleReadiness.addresses" },
] as const;

interface PreviewProps {
  readonly preview: Preview;
  readonly isBusy: boolean;
  readonly onSave: () => void;
}

/** Before and after; a change that refuses more mail is saved by whoever types how much. */
export function PreviewOfChange({ preview, isBusy, onSave }: PreviewProps) {
  const { say, number, wholeMoment, calendarDay } = useWords();
  const [typed, setTyped] = useState("");
  const { before, after } = preview;
  const isMore = after.refused.messages > before.refused.messages;
  const wanted = String(after.refused.messages);
  return (
    <div className="half pad previewed" role="status">
      <div>
        <table className="plain">
          <caption className="vh">{say("consoleSchedule.beforeAfter")}</caption>
          <thead>
            <tr>
              <th scope="col">{wholeMoment(after.at)}</th>
              <th scope="col" className="r">
                {say("consoleSchedule.today")}
              </th>
              <th scope="col" className="r">
                {say("consoleSchedule.change")}
              </th>
              <th scope="col" className="r">
                {say("consoleSchedule.difference")}
              </th>
            </tr>
          </thead>
          <tbody>
            {FIGURES.map(({ key, words }) => (
              <tr key={key}>
                <th scope="row">{say(words)}</th>
                <td className="r">{number(before.refused[key])}</td>
                <td className="r strong">{number(after.refused[key])}</td>
                <td className="r">
                  <Difference value={after.refused[key] - before.refused[key]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="small muted">
          {say("consoleSchedule.byMail", { from: calendarDay(after.fromDay), until: calendarDay(after.untilDay) })}
        </p>
      </div>
      <div className="form">
        {isMore && (
          <Field
            label={say("consoleSchedule.typeNumber", { number: wanted })}
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value.trim())}
          />
        )}
        <div className="acts">
          <Button kind="primary" isBusy={isBusy} disabled={isMore && typed !== wanted} onClick={onSave}>
            {say("consoleSchedule.save")}
          </Button>
        </div>
      </div>
    </div>
  );
}

function Difference({ value }: { readonly value: number }) {
  const { number } = useWords();
  if (value === 0) return "–";
  return value > 0 ? (
    <span className="delta badd">+{number(value)}</span>
  ) : (
    <span className="delta good">−{number(-value)}</span>
  );
}
