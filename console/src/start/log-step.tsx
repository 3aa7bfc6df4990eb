import { problemOf, usePolling, useQuery } from "../graphql/index.js";
import { CommandBox } from "../parts/command-box.js";
import { Failure, Waiting } from "../parts/list-states.js";
import { Notice } from "../parts/notice.js";
import { useWords } from "../words/words.js";
import { SEEN_MAIL } from "./start.documents.js";

/** Typed as they stand: names of verbs and paths are the same in every language. */
const COMMANDS = {
  dryRun: "mayfrom ingest --dry-run /var/log/mail.log",
  once: "mayfrom ingest /var/log/mail.log",
  follow: "mayfrom ingest --follow /var/log/mail.log",
} as const;

/** Commands that read the first log, and what was found in it. */
export function LogStep() {
  const { say } = useWords();
  const [{ data, error }, ask] = useQuery({ query: SEEN_MAIL });
  const refresh = () => ask({ requestPolicy: "network-only" });
  usePolling(refresh, true);
  const problem = problemOf(error);
  if (data === undefined)
    return problem ? <Failure problem={problem} loadedAt={null} onRetry={refresh} /> : <Waiting />;
  return (
    <>
      <Found messages={data.readiness.messages} logins={data.unknownLogins.totalCount} />
      <section className="card" aria-labelledby="log-commands">
        <header>
          <h2 id="log-commands">{say("consoleStart.logCommands")}</h2>
        </header>
        <div className="pad form">
          <h3>{say("consoleStart.logLook")}</h3>
          <CommandBox text={COMMANDS.dryRun} />
          <h3>{say("consoleStart.logRead")}</h3>
          <CommandBox text={COMMANDS.once} />
          <h3>{say("consoleStart.logFollow")}</h3>
          <CommandBox text={COMMANDS.follow} />
          <p className="soft">{say("consoleStart.logListening")}</p>
        </div>
      </section>
    </>
  );
}

function Found({ messages, logins }: { readonly messages: number; readonly logins: number }) {
  const { say, number } = useWords();
  return (
    <>
      {messages > 0 && (
        <Notice tone="ok" isResult title={say("consoleStart.seen", { count: messages, number: number(messages) })} />
      )}
      {logins > 0 && (
        <Notice tone="act" isResult title={say("consoleStart.unknown", { count: logins, number: number(logins) })}>
          <p>{say("consoleStart.unknownText")}</p>
        </Notice>
      )}
    </>
  );
}
