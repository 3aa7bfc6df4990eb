import { type FormEvent, useState } from "react";
import { useAct } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { CommandBox } from "../parts/command-box.js";
import { Field } from "../parts/field.js";
import { sentenceOf } from "../parts/outcome.js";
import { useWords } from "../words/words.js";
import { MAKE_KEY } from "./gateways.documents.js";

const POSTFIX = [
  "postconf -e 'smtpd_sender_restrictions = check_policy_service inet:127.0.0.1:10040'",
  "systemctl reload postfix",
].join("\n");

/** Three steps to a server that asks; the key is shown here, once. */
export function ConnectGateway({ isFirst }: { readonly isFirst: boolean }) {
  const { say } = useWords();
  const make = useAct(MAKE_KEY);
  const [name, setName] = useState("");
  const [secret, setSecret] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (make.isBusy) return;
    const input = { name: name.trim(), kind: "GATEWAY" as const, scope: { platform: true } };
    const made = await make.run({ input });
    if (made !== null) setSecret(made.createApiKey.secret);
  };
  const agent = [
    `MAYFROM_URL=${location.origin}`,
    `MAYFROM_KEY=${secret ?? say("consoleGateways.keyOfStep")}`,
    "DATA_DIR=/var/lib/mayfrom",
    "mayfrom agent",
  ].join(" \\\n");
  return (
    <section className="card gap" aria-labelledby="connect">
      <header>
        <div>
          <h2 id="connect">{isFirst ? say("consoleGateways.emptyTitle") : say("consoleGateways.connect")}</h2>
          <p>{say("consoleGateways.emptyText")}</p>
        </div>
      </header>
      <div className="pad form">
        <h3>{say("consoleGateways.step1")}</h3>
        {secret === null ? (
          <form className="form" onSubmit={(event) => void submit(event)} noValidate>
            <Field
              label={say("consoleGateways.keyName")}
              hint={say("consoleGateways.keyNameHint")}
              name="key-name"
              autoComplete="off"
              spellCheck={false}
              value={name}
              error={make.problem && sentenceOf(make.problem)}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <div className="acts">
              <Button kind="primary" type="submit" icon="key" isBusy={make.isBusy}>
                {say("consoleGateways.makeKey")}
              </Button>
            </div>
          </form>
        ) : (
          <>
            <p className="soft" role="status">
              {say("consoleGateways.keyOnce")}
            </p>
            <CommandBox text={secret} />
          </>
        )}
        <h3>{say("consoleGateways.step2")}</h3>
        <CommandBox text={agent} />
        <h3>{say("consoleGateways.step3")}</h3>
        <CommandBox text={POSTFIX} />
        {isFirst && (
          <p className="soft" role="status">
            {say("consoleGateways.listening")}
          </p>
        )}
      </div>
    </section>
  );
}
