import { useStanding } from "../frame/viewer.js";
import { problemOf, useQuery } from "../graphql/index.js";
import { CopyButton } from "../parts/copy-button.js";
import { Empty, Failure } from "../parts/list-states.js";
import { PageHead } from "../parts/page-head.js";
import { useWords } from "../words/words.js";
import { EXPLAIN } from "./explain.documents.js";
import { FromQueue } from "./from-queue.js";
import { History } from "./history.js";
import { Known } from "./known.js";
import { PolicyChain } from "./policy-chain.js";
import { type Question, toVariables, useQuestion } from "./question.js";
import { QuestionForm } from "./question-form.js";
import { Rules } from "./rules.js";
import { Verdict } from "./verdict.js";

/** Why a message was refused, or would be; the question stands in the address bar. */
export default function Explain() {
  const { say, code } = useWords();
  const { question, queue, ask, fillIn } = useQuestion();
  return (
    <>
      <PageHead
        title={say("consolePage.explain")}
        actions={
          toVariables(question) && (
            <CopyButton label={say("consoleExplain.copyLink")} textOf={() => location.href} icon="copy" />
          )
        }
      >
        {say("consoleExplain.lead")}
      </PageHead>
      {/* The server's sentences come in the reader's language. */}
      <Explained key={code} question={question} queue={queue} onAsk={ask} onFillIn={fillIn} />
    </>
  );
}

interface ExplainedProps {
  readonly question: Question;
  readonly queue: string | null;
  readonly onAsk: (question: Question) => void;
  readonly onFillIn: (question: Question) => void;
}

function Explained({ question, queue, onAsk, onFillIn }: ExplainedProps) {
  const { say } = useWords();
  const { viewer } = useStanding();
  const variables = toVariables(question);
  const [{ data, error, fetching }, again] = useQuery({
    query: EXPLAIN,
    variables: variables ?? { login: "", sender: "", headerFrom: null, resentFrom: null },
    pause: variables === null,
    requestPolicy: "network-only",
  });
  const problem = variables === null ? null : problemOf(error);
  const isAtField = problem !== null && (problem.code === "NOT_FOUND" || problem.field !== undefined);
  const explained = variables === null || problem !== null ? undefined : data?.explain;
  return (
    <>
      <QuestionForm question={question} queue={queue} problem={problem} isBusy={fetching} onAsk={onAsk} />
      {problem !== null && !isAtField && (
        <section className="card gap">
          <Failure problem={problem} loadedAt={null} onRetry={() => again({ requestPolicy: "network-only" })} />
        </section>
      )}
      {variables === null && (
        <section className="card gap">
          {queue !== null && question.login === "" && viewer.scopeKind !== "ACCOUNT" ? (
            <FromQueue queue={queue} onFound={onFillIn} />
          ) : (
            <Empty icon="help" title={say("consoleExplain.emptyTitle")}>
              {say("consoleExplain.emptyText")}
            </Empty>
          )}
        </section>
      )}
      {explained && (
        <>
          <Verdict explained={explained} sender={variables?.sender ?? ""} resent={variables?.resentFrom ?? []} />
          <div className="cols gap">
            <Rules explained={explained} />
            <div>
              <PolicyChain mode={explained.mode} levels={explained.policies} />
              <Known explained={explained} />
              <History events={explained.history} />
            </div>
          </div>
        </>
      )}
    </>
  );
}
