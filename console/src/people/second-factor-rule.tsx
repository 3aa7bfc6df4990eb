import type { ScopeGiven } from "../frame/scope-input.js";
import { useAct, useQuery } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { Notice } from "../parts/notice.js";
import { sentenceOf } from "../parts/outcome.js";
import { useWords } from "../words/words.js";
import { RULE, SET_RULE } from "./people.documents.js";

/** Whether everybody here must have a second factor, and how many would be stopped by it. */
export function SecondFactorRule({ scope }: { readonly scope: ScopeGiven }) {
  const { say, number } = useWords();
  const [{ data }, ask] = useQuery({ query: RULE, variables: { scope } });
  const set = useAct(SET_RULE);
  if (data === undefined) return null;
  const { isRequired, administratorsWithout: count } = data.secondFactorRequirement;
  const onSet = async () => {
    if ((await set.run({ input: { scope, isRequired: !isRequired } })) !== null) ask({ requestPolicy: "network-only" });
  };
  return (
    <div className="below">
      <Notice
        tone="over"
        icon="shield"
        title={say(isRequired ? "consolePeople.required" : "consolePeople.notRequired")}
        actions={
          <Button isSmall isBusy={set.isBusy} onClick={() => void onSet()}>
            {say(isRequired ? "consolePeople.require0" : "consolePeople.require1")}
          </Button>
        }
      >
        <p>
          {say("consolePeople.without", { count, number: number(count) })}
          {!isRequired && ` ${say("consolePeople.requireText")}`}
        </p>
        {set.problem && <p className="err">{sentenceOf(set.problem)}</p>}
      </Notice>
    </div>
  );
}
