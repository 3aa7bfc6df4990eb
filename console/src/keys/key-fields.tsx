import type { Problem } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { Field } from "../parts/field.js";
import { problemAt } from "../parts/problem-at.js";
import { TextField } from "../parts/text-field.js";
import { useWords } from "../words/words.js";

const MAX_KEYS = 5;

export interface KeyDraft {
  readonly keyId?: string | null;
  readonly pem: string;
}

interface KeyFieldsProps {
  readonly keys: readonly KeyDraft[];
  readonly problem: Problem | null;
  readonly onChange: (keys: readonly KeyDraft[]) => void;
}

/** 1 to 5 public keys; more than one while a key is being changed. */
export function KeyFields({ keys, problem, onChange }: KeyFieldsProps) {
  const { say, number } = useWords();
  const replace = (index: number, change: Partial<KeyDraft>) =>
    onChange(keys.map((key, at) => (at === index ? { ...key, ...change } : key)));
  // What is against none of them in particular stands at the first.
  const errorAt = (index: number) => {
    const named = keys.findIndex((_, at) => problemAt(problem, `input.publicKeys[${at}]`) !== null);
    return index === Math.max(0, named) ? problemAt(problem, "input.publicKeys") : null;
  };
  return (
    <>
      {keys.map(({ keyId, pem }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: keys have no other name while they are typed.
        <div className="form" key={index}>
          <TextField
            label={say("consoleKeys.pem", { number: number(index + 1) })}
            hint={say("consoleKeys.pemHint")}
            name={`pem-${index}`}
            rows={5}
            className="mono"
            spellCheck={false}
            value={pem}
            error={errorAt(index)}
            onChange={(event) => replace(index, { pem: event.currentTarget.value })}
          />
          <Field
            label={say("consoleKeys.keyId", { number: number(index + 1) })}
            hint={say("consoleKeys.keyIdHint")}
            autoComplete="off"
            spellCheck={false}
            value={keyId ?? ""}
            onChange={(event) => replace(index, { keyId: event.currentTarget.value })}
          />
          {keys.length > 1 && (
            <div className="acts">
              <Button isSmall icon="cross" onClick={() => onChange(keys.filter((_, at) => at !== index))}>
                {say("consoleKeys.removeKey", { number: number(index + 1) })}
              </Button>
            </div>
          )}
        </div>
      ))}
      {keys.length < MAX_KEYS && (
        <div className="acts">
          <Button isSmall icon="add" onClick={() => onChange([...keys, { keyId: null, pem: "" }])}>
            {say("consoleKeys.addKey")}
          </Button>
        </div>
      )}
    </>
  );
}
