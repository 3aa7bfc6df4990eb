import { Address } from "../parts/address.js";
import { Tag } from "../parts/chip.js";
import { Icon, type IconName } from "../parts/icon.js";
import { MODES } from "../parts/state-chip.js";
import { useWords } from "../words/words.js";
import type { Explained, PolicyLevel } from "./explain.documents.js";

const ICONS: Readonly<Record<PolicyLevel["scopeKind"], IconName>> = {
  PLATFORM: "globe",
  RESELLER: "people",
  DOMAIN: "home",
  ACCOUNT: "person",
};

interface ChainProps {
  readonly mode: Explained["mode"];
  readonly levels: readonly PolicyLevel[];
}

/** From the platform down: what each says of the mode, who set it, and which of them counts. */
export function PolicyChain({ mode, levels }: ChainProps) {
  const { say } = useWords();
  return (
    <section className="card" aria-labelledby="chain">
      <header>
        <div>
          <h2 id="chain">{say("consoleExplain.modeTitle", { mode: say(MODES[mode].words) })}</h2>
          <p>{say("consoleExplain.modeText")}</p>
        </div>
      </header>
      <div className="pad">
        <ol className="tl">
          {levels.map((level, index) => (
            <Level key={`${level.scopeKind} ${level.name ?? index}`} level={level} />
          ))}
        </ol>
      </div>
    </section>
  );
}

function Level({ level }: { readonly level: PolicyLevel }) {
  const { say, moment, day } = useWords();
  const { scopeKind, name, mode, schedule, isInForce, isLocked, setBy, setAt } = level;
  const ahead = schedule.filter(({ at }) => Date.parse(at) > Date.now());
  return (
    <li>
      <span className={isInForce ? "b won" : "b"}>
        <Icon name={isInForce ? "check" : ICONS[scopeKind]} />
      </span>
      <div>
        <b className="strong">
          {name === null ? (
            say(scopeKind === "PLATFORM" ? "consoleExplain.platform" : "consoleExplain.resellerAbove")
          ) : scopeKind === "RESELLER" ? (
            name
          ) : (
            <Address value={name} isPlain />
          )}
        </b>{" "}
        {isInForce && <Tag kind="default">{say("consoleExplain.wins")}</Tag>}{" "}
        {isLocked && <Tag icon="lock">{say("consoleExplain.locked")}</Tag>}
        <p className="soft small">
          {mode === null && ahead.length === 0 && say("consoleExplain.setsNothing")}
          {[
            mode && say("consoleExplain.now", { mode: say(MODES[mode].words) }),
            ...ahead.map((step) =>
              say("consoleExplain.from", { mode: say(MODES[step.mode].words), day: day(step.at) }),
            ),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {setBy !== null && setAt !== null && (
          <p className="when">{say("consoleExplain.setBy", { who: setBy, time: moment(setAt) })}</p>
        )}
      </div>
    </li>
  );
}
