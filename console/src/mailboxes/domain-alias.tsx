import { useAct } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { Button } from "../parts/button.js";
import { Chip } from "../parts/chip.js";
import { CommandBox } from "../parts/command-box.js";
import { sentenceOf } from "../parts/outcome.js";
import { useWords } from "../words/words.js";
import { ASK_FOR_RECORD, type DomainAliasRow, LOOK_FOR_RECORD } from "./domain-aliases.documents.js";

interface DomainAliasProps {
  readonly row: DomainAliasRow;
  /** Null for whoever may not. */
  readonly onRemove: (() => void) | null;
  readonly onChanged: () => void;
}

/** One alias; while it is not proven, with the record that proves it. */
export function DomainAlias({ row, onRemove, onChanged }: DomainAliasProps) {
  const { say } = useWords();
  const ask = useAct(ASK_FOR_RECORD);
  const look = useAct(LOOK_FOR_RECORD);
  const isProven = row.proof !== "UNPROVEN";
  const problem = look.problem ?? ask.problem;
  const run = (act: typeof ask | typeof look) => void act.run({ id: row.id }).then(onChanged);
  return (
    <div className="pad form domainalias">
      <div className="name">
        <span>
          <Address value={row.name} />
        </span>
        <Chip tone={isProven ? "ok" : "act"} icon={isProven ? "check" : "flag"}>
          {say(isProven ? "consoleAliases.proven" : "consoleTenants.unproven")}
        </Chip>
      </div>
      {!isProven && row.proofRecord === null && <p className="muted">{say("consoleAliases.unprovenText")}</p>}
      {!isProven && row.proofRecord && (
        <>
          <p>{say("consoleAliases.publish")}</p>
          <CommandBox text={`${row.proofRecord.name} ${row.proofRecord.type} ${row.proofRecord.value}`} />
          {row.proofCheck?.finding && problem === null && <p className="muted">{row.proofCheck.finding}</p>}
        </>
      )}
      {problem && <p className="err">{sentenceOf(problem)}</p>}
      <div className="acts">
        {!isProven && !row.proofRecord && (
          <Button isSmall isBusy={ask.isBusy} onClick={() => run(ask)}>
            {say("consoleAliases.showRecord")}
          </Button>
        )}
        {!isProven && row.proofRecord && (
          <Button isSmall isBusy={look.isBusy} onClick={() => run(look)}>
            {say("consoleAliases.look")}
          </Button>
        )}
        {onRemove !== null && (
          <Button isSmall kind="quiet" onClick={onRemove}>
            {say("consoleAliases.remove")}
          </Button>
        )}
      </div>
    </div>
  );
}
