import { type FormEvent, useState } from "react";
import type { ScopeGiven } from "../frame/scope-input.js";
import { useAct } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { Field } from "../parts/field.js";
import { FormProblem } from "../parts/form-problem.js";
import { problemAt } from "../parts/problem-at.js";
import { SelectField } from "../parts/select-field.js";
import { type ConsoleKey, useWords } from "../words/words.js";
import { type KeyDraft, KeyFields } from "./key-fields.js";
import { type AlgorithmName, type IssuerRoleName, type IssuerRow, REGISTER, UPDATE_ISSUER } from "./keys.documents.js";

const ALGORITHMS: readonly AlgorithmName[] = [
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "PS256",
  "PS384",
  "PS512",
  "RS256",
  "RS384",
  "RS512",
];
export const ROLE_WORDS: Readonly<Record<IssuerRoleName, Extract<ConsoleKey, `consoleKeys.role${string}`>>> = {
  ACCOUNT: "consoleKeys.roleAccount",
  DOMAIN_ADMIN: "consoleKeys.roleDomain",
  RESELLER: "consoleKeys.roleReseller",
};
const ROLES = Object.keys(ROLE_WORDS) as IssuerRoleName[];
const FIELDS = ["name", "issuer", "audience", "algorithm", "allowedRoles", "publicKeys"].map((name) => `input.${name}`);

interface IssuerFormProps {
  readonly scope: ScopeGiven;
  /** Null for a new one. What its tokens say of it stays as it is. */
  readonly issuer: IssuerRow | null;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** A new issuer, or another's name, roles and keys: two keys while one takes the place of the other. */
export function IssuerForm({ scope, issuer, onClose, onSaved }: IssuerFormProps) {
  const { say } = useWords();
  const register = useAct(REGISTER);
  const update = useAct(UPDATE_ISSUER);
  const [text, setText] = useState({ name: issuer?.name ?? "", issuer: "", audience: "" });
  const [algorithm, setAlgorithm] = useState<AlgorithmName>(issuer?.algorithm ?? "ES256");
  const [roles, setRoles] = useState<readonly IssuerRoleName[]>(issuer?.allowedRoles ?? ["ACCOUNT"]);
  const [keys, setKeys] = useState<readonly KeyDraft[]>(issuer?.publicKeys ?? [{ keyId: null, pem: "" }]);
  const act = issuer === null ? register : update;
  const { problem, isBusy } = act;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    const publicKeys = keys.map(({ keyId, pem }) => ({ keyId: keyId || null, pem }));
    const common = { name: text.name.trim(), algorithm, allowedRoles: [...roles], publicKeys };
    const done =
      issuer === null
        ? await register.run({
            input: { ...common, issuer: text.issuer.trim(), audience: text.audience.trim(), scope },
          })
        : await update.run({ input: { ...common, id: issuer.id } });
    if (done !== null) onSaved();
  };
  const field = (name: keyof typeof text, label: string, hint: string) => (
    <Field
      label={label}
      hint={hint}
      name={`issuer-${name}`}
      autoComplete="off"
      spellCheck={false}
      value={text[name]}
      error={problemAt(problem, `input.${name}`)}
      onChange={(event) => setText({ ...text, [name]: event.currentTarget.value })}
    />
  );
  return (
    <form className="pad form short" onSubmit={(event) => void submit(event)} noValidate>
      {field("name", say("consoleSecurity.name"), say("consoleKeys.issuerNameHint"))}
      {issuer === null && field("issuer", say("consoleKeys.iss"), say("consoleKeys.issHint"))}
      {issuer === null && field("audience", say("consoleKeys.aud"), say("consoleKeys.audHint"))}
      <SelectField
        label={say("consoleKeys.algorithm")}
        value={algorithm}
        error={problemAt(problem, "input.algorithm")}
        choices={ALGORITHMS.map((each) => ({ value: each, label: each }))}
        onChange={(value) => setAlgorithm(value as AlgorithmName)}
      />
      <fieldset className="plainset">
        <legend className="label">{say("consoleKeys.letsIn")}</legend>
        {ROLES.map((role) => (
          <label key={role} className="checkline">
            <input
              type="checkbox"
              className="cb"
              checked={roles.includes(role)}
              onChange={({ currentTarget: { checked } }) =>
                setRoles(checked ? [...roles, role] : roles.filter((each) => each !== role))
              }
            />
            {say(ROLE_WORDS[role])}
          </label>
        ))}
        {problemAt(problem, "input.allowedRoles") && <p className="err">{problemAt(problem, "input.allowedRoles")}</p>}
      </fieldset>
      <KeyFields keys={keys} problem={problem} onChange={setKeys} />
      <FormProblem problem={problem} fields={FIELDS} />
      <div className="acts">
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {say(issuer === null ? "consoleKeys.addIssuer" : "consoleForm.save")}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {say("consoleSecurity.cancel")}
        </Button>
      </div>
    </form>
  );
}
