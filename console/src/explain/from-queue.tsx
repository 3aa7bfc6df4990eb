import { useEffect } from "react";
import { problemOf, useQuery } from "../graphql/index.js";
import { Empty, Failure } from "../parts/list-states.js";
import { SEARCH } from "../search/search.documents.js";
import { useWords } from "../words/words.js";
import { type Question, questionOf } from "./question.js";

interface FromQueueProps {
  readonly queue: string;
  readonly onFound: (question: Question) => void;
}

/** A link named a queue id and nothing else: the message is looked for, and its question asked. */
export function FromQueue({ queue, onFound }: FromQueueProps) {
  const { say } = useWords();
  const [{ data, error }, again] = useQuery({ query: SEARCH, variables: { text: queue } });
  const problem = problemOf(error);
  const message = data?.search.messages.find(({ queueId }) => queueId === queue) ?? data?.search.messages[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the message that was found.
  useEffect(() => {
    if (message !== undefined) onFound(questionOf(message.account.address, message.address));
  }, [message]);
  if (problem !== null) {
    return <Failure problem={problem} loadedAt={null} onRetry={() => again({ requestPolicy: "network-only" })} />;
  }
  if (data === undefined || message !== undefined) return null;
  return (
    <Empty icon="search" title={say("consoleExplain.queueUnknown", { queue })}>
      {say("consoleExplain.queueUnknownText")}
    </Empty>
  );
}
