import { useEffect, useState } from "react";
import { Address } from "../parts/address.js";
import { Button } from "../parts/button.js";
import { Notice } from "../parts/notice.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";
import type { FrameFacts, OpenedEntry, Session } from "./session.js";
import { SignInLayout } from "./sign-in-layout.js";

interface EnterPageProps {
  readonly session: Session;
  readonly frame: FrameFacts;
  readonly entry: OpenedEntry;
  /** Who is signed in here; null for nobody. */
  readonly login: string | null;
  readonly onDone: () => void;
  /** Things stay as they were. */
  readonly onStay: () => void;
}

/** In whose name one goes on, before it is so: a link that signs somebody in may come from anybody. */
export function EnterPage({ session, frame, entry, login, onDone, onStay }: EnterPageProps) {
  const { say } = useWords();
  const [isBusy, setBusy] = useState(false);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    document.title = `${say("consoleSignIn.title")} · ${frame.brandName}`;
  }, [say, frame]);
  const enter = async () => {
    setBusy(true);
    const { state } = await session.takeEntry(entry.ticket);
    setBusy(false);
    if (state === "SIGNED_IN") onDone();
    else setOver(true);
  };
  return (
    <SignInLayout frame={frame}>
      <div className="card form">
        <h1>
          {around(
            (value) => say("consoleSignIn.enterTitle", { login: value }),
            <Address value={entry.login} isPlain />,
          )}
        </h1>
        <p className="soft">{say("consoleSignIn.enterBy", { issuer: entry.issuer })}</p>
        {login !== null && (
          <p className="soft">
            {around((value) => say("consoleSignIn.enterInstead", { login: value }), <Address value={login} isPlain />)}
          </p>
        )}
        {isOver && <Notice tone="act" isResult title={say("consoleSignIn.enterOver")} />}
        <Button kind="primary" isWide isBusy={isBusy} onClick={() => void enter()}>
          {say("consoleSignIn.enter")}
        </Button>
        <Button isWide onClick={onStay}>
          {say(login === null ? "consoleSignIn.enterNot" : "consoleSignIn.enterStay")}
        </Button>
      </div>
    </SignInLayout>
  );
}
