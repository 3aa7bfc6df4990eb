import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { useStanding } from "../frame/viewer.js";
import { nodesOf, useAct, useQuery } from "../graphql/index.js";
import { keptInTab } from "../kept.js";
import { Button } from "../parts/button.js";
import { Field } from "../parts/field.js";
import { Notice } from "../parts/notice.js";
import { sentenceOf } from "../parts/outcome.js";
import { PageHead } from "../parts/page-head.js";
import { useWords } from "../words/words.js";
import { keepAdded } from "./added.js";
import { ADD_ADDRESS, KNOWN_SENDER } from "./senders.documents.js";
import { WhatHappensNext } from "./what-happens-next.js";

const LOOKS_RIGHT = /^\S+@[^\s@]+\.[^\s@]+$/;
const KEPT = "mayfrom.add-address";

/** One address to be asked for; what is typed survives a reload. */
export default function AddAddress() {
  const { say } = useWords();
  const { viewer } = useStanding();
  const { address: given = "", account = "" } = useSearch({ strict: false }) as { address?: string; account?: string };
  const navigate = useNavigate();
  const add = useAct(ADD_ADDRESS);
  const [address, setAddress] = useState(() => given || (keptInTab.get(KEPT) ?? ""));
  const [name, setName] = useState("");
  const [isLooked, setLooked] = useState(false);
  useEffect(() => keptInTab.set(KEPT, address), [address]);
  useWayToKnown(isLooked ? "" : given);
  const mistake = isLooked && !LOOKS_RIGHT.test(address.trim()) ? say("consoleAddAddress.addressWrong") : null;
  const isAboutAddress = add.problem?.field?.endsWith("address") === true;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    if (!LOOKS_RIGHT.test(address.trim()) || add.isBusy) return;
    const input = { accountId: viewer.account?.id ?? "", address: address.trim(), displayName: name.trim() };
    const answer = await add.run({ input });
    const authorization = answer?.addIdentity.authorization ?? null;
    if (authorization === null) return;
    const { state, identity, verification } = authorization;
    keptInTab.remove(KEPT);
    keepAdded({ address: identity.address, state, hasQuestion: verification !== null });
    await navigate({ to: "/me/senders", search: { open: identity.address } as never });
  };
  return (
    <>
      <nav className="crumb" aria-label={say("consoleAddAddress.crumb")}>
        <Link to="/me/senders">{say("consolePage.mySenders")}</Link>
      </nav>
      <PageHead title={say("consolePage.addAddress")}>{say("consoleAddAddress.lead")}</PageHead>
      <div className="cols">
        <section className="card" aria-label={say("consoleAddAddress.form")}>
          <form className="pad form" onSubmit={(event) => void submit(event)} noValidate>
            <OtherMailbox named={account} />
            {add.problem !== null && !isAboutAddress && (
              <Notice tone="harm" isResult title={say("consoleSenders.notDone")}>
                <p>{sentenceOf(add.problem)}</p>
              </Notice>
            )}
            <Field
              label={say("consoleAddAddress.address")}
              hint={say("consoleAddAddress.addressHint")}
              type="email"
              name="address"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={address}
              error={mistake ?? (isAboutAddress && add.problem !== null ? sentenceOf(add.problem) : null)}
              onBlur={() => setLooked(address !== "")}
              onChange={(event) => setAddress(event.currentTarget.value)}
            />
            <Field
              label={say("consoleAddAddress.name")}
              hint={say("consoleAddAddress.nameHint")}
              name="name"
              autoComplete="name"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <div className="acts">
              <Button kind="primary" type="submit" isBusy={add.isBusy}>
                {say("consoleAddAddress.submit")}
              </Button>
              <Link className="btn" to="/me/senders">
                {say("consoleAddAddress.cancel")}
              </Link>
            </div>
          </form>
        </section>
        <WhatHappensNext />
      </div>
    </>
  );
}

/** A person with several mailboxes follows a link for one of them in the browser in which another is signed in. */
function OtherMailbox({ named }: { named: string }) {
  const { say } = useWords();
  const own = useStanding().viewer.account?.address ?? "";
  if (!LOOKS_RIGHT.test(named) || named.toLowerCase() === own.toLowerCase()) return null;
  return (
    <Notice tone="act" title={say("consoleAddAddress.otherTitle", { account: named })}>
      <p>{say("consoleAddAddress.otherText", { own })}</p>
    </Notice>
  );
}

/** A link of a mail or a refusal names addresses that are here already, too: what became of those stands in the list. */
function useWayToKnown(given: string): void {
  const navigate = useNavigate();
  const [{ data }] = useQuery({
    query: KNOWN_SENDER,
    variables: { address: given },
    pause: !LOOKS_RIGHT.test(given),
  });
  const known = nodesOf(data?.authorizations)[0]?.identity.address;
  useEffect(() => {
    if (known !== undefined) void navigate({ to: "/me/senders", search: { open: known } as never, replace: true });
  }, [known, navigate]);
}
