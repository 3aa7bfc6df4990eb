import { problemOf, useQuery } from "../graphql/index.js";
import { sentenceOf } from "../parts/outcome.js";
import { useWords } from "../words/words.js";
import { REFUSED_OF_JOB } from "./jobs.documents.js";

/** Why items were refused, each reason once with how many it is about. */
export function RefusedOfJob({ id }: { readonly id: string }) {
  const { say, number } = useWords();
  const [{ data, error }] = useQuery({ query: REFUSED_OF_JOB, variables: { id } });
  const problem = problemOf(error);
  if (problem !== null) return <p className="err">{sentenceOf(problem)}</p>;
  const job = data?.node;
  if (job === null || job === undefined || !("results" in job)) return <p>{say("consoleJobs.asking")}</p>;
  const counts = new Map<string, number>();
  for (const { node } of job.results.edges) {
    const [{ message } = { message: "" }] = node.errors;
    counts.set(message, (counts.get(message) ?? 0) + 1);
  }
  return (
    <ul>
      {[...counts].map(([message, count]) => (
        <li key={message}>
          <b className="num">{number(count)}</b> {message}
        </li>
      ))}
    </ul>
  );
}
