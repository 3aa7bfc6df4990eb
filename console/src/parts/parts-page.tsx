import { useWords } from "../words/words.js";
import { Address } from "./address.js";
import { Button } from "./button.js";
import { type Tone } from "./chip.js";
import { Field } from "./field.js";
import { Empty, Failure, SkeletonRows } from "./list-states.js";
import { Notice } from "./notice.js";
import { PageHead } from "./page-head.js";
import { MODES, ModeChip, type ModeName, SENDER_STATES, SenderChip, type SenderStateName } from "./state-chip.js";
import { Time } from "./time.js";

const TONES: readonly Tone[] = ["ok", "wait", "act", "over", "harm"];
const SENDER_NAMES = Object.keys(SENDER_STATES) as SenderStateName[];
const MODE_NAMES = Object.keys(MODES) as ModeName[];
const ADDRESSES = [
  "amy@bakery.example",
  "rechnungen+filiale-nord-und-sued@xn--bckerei-mller-bfb28a.example",
  "support@xn--ypal-43d9g.test",
];

/** Every part that screens share, in its states. */
export default function PartsPage() {
  const { say } = useWords();
  const text = say("consoleChip.maySend");
  return (
    <>
      <PageHead title={say("consolePage.parts")} />
      <section className="card pad form">
        <div className="items">
          {SENDER_NAMES.map((state) => (
            <SenderChip key={state} state={state} />
          ))}
          {MODE_NAMES.map((mode) => (
            <ModeChip key={mode} mode={mode} />
          ))}
        </div>
        <div className="items">
          {(["primary", "plain", "harm", "harmFilled", "quiet"] as const).map((kind) => (
            <Button key={kind} kind={kind} icon="envelope">
              {say("consoleList.tryAgain")}
            </Button>
          ))}
          <Button isBusy>{say("consoleList.tryAgain")}</Button>
          <Button disabled>{say("consoleList.tryAgain")}</Button>
        </div>
        <ul>
          {ADDRESSES.map((value) => (
            <li key={value}>
              <Address value={value} />
            </li>
          ))}
        </ul>
        <p>
          <Time at={null} />
        </p>
        <Field label={say("consoleSignIn.login")} hint={say("consoleSignIn.codeHint")} defaultValue="amy" />
        <Field label={say("consoleSignIn.password")} error={say("consoleSignIn.wrong")} defaultValue="amy" />
        {TONES.map((tone) => (
          <Notice key={tone} tone={tone} title={`${text} (${tone})`}>
            <p>{say("consoleFrame.dateText")}</p>
          </Notice>
        ))}
      </section>
      <section className="card">
        <table>
          <SkeletonRows columns={4} />
        </table>
      </section>
      <section className="card">
        <Empty icon="tray" title={say("consoleFrame.notFoundTitle")}>
          {say("consoleFrame.brokenText")}
        </Empty>
        <Failure problem={{ code: "UNREACHABLE", message: "" }} loadedAt={null} onRetry={() => undefined} />
      </section>
    </>
  );
}
