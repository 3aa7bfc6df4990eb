import type { Language } from "../../../src/texts/make-language.js";
import { usePolling } from "../graphql/use-polling.js";
import { Button } from "../parts/button.js";
import { Icon } from "../parts/icon.js";
import type { Session } from "../session/session.js";
import { useWords, WordsProvider } from "../words/words.js";

interface AwayProps {
  readonly session: Session;
  readonly language: Language;
}

/** Nothing answers yet: the page is loaded anew as soon as something does. */
export function Away({ session, language }: AwayProps) {
  return (
    <WordsProvider initial={language} timeZone="UTC">
      <NoAnswer
        onTry={() =>
          void session.start(location.search).then(
            () => location.reload(),
            () => undefined,
          )
        }
      />
    </WordsProvider>
  );
}

/** In place of a page of which nothing has come yet; tries again by itself. */
export function NoAnswer({ onTry }: { readonly onTry: () => void }) {
  const { say } = useWords();
  usePolling(onTry, true);
  return (
    <main className="umain">
      <section className="note harm" role="alert">
        <Icon name="offline" />
        <h1>{say("consoleFrame.awayTitle")}</h1>
        <div className="notetext">
          <p>{say("consoleFrame.awayText")}</p>
        </div>
        <div className="acts">
          <Button isSmall onClick={onTry}>
            {say("consoleList.tryAgain")}
          </Button>
        </div>
      </section>
    </main>
  );
}
