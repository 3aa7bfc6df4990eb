import { CommandBox } from "../parts/command-box.js";
import { Time } from "../parts/time.js";
import { around } from "../words/sentence.js";
import { useWords, type Words } from "../words/words.js";
import type { ProvenDomain } from "./proof.documents.js";

/** What is known of the proof, and the record that has to stand in DNS. */
export function ProofFacts({ domain }: { readonly domain: ProvenDomain }) {
  const words = useWords();
  const { say } = words;
  const { proof, provenAt, proofRecord, proofCheck } = domain;
  return (
    <div className="pad">
      <p>
        <strong>{stateIn(words, proof)}</strong>
        {proof !== "UNPROVEN" && provenAt !== null && (
          <> {around((time) => say("consoleProof.since", { time }), <Time at={provenAt} as="day" />)}</>
        )}
      </p>
      {domain.isConflict === true && <p>{say("consoleProof.conflict")}</p>}
      {proofCheck?.goneSince && proofCheck.pausesAt && (
        <p>{around((time) => say("consoleProof.gone", { time }), <Time at={proofCheck.pausesAt} as="whole" />)}</p>
      )}
      {proofRecord !== null && (
        <>
          <h3>{say("consoleProof.recordName")}</h3>
          <CommandBox text={proofRecord.name} />
          <h3>{say("consoleProof.recordValue")}</h3>
          <CommandBox text={proofRecord.value} />
          <p className="muted">{proofRecord.note}</p>
        </>
      )}
      {proofCheck?.finding && proofCheck.lastLookAt && (
        <p>
          {around((time) => say("consoleProof.looked", { time }), <Time at={proofCheck.lastLookAt} />)}{" "}
          {proofCheck.finding}
        </p>
      )}
    </div>
  );
}

function stateIn({ say }: Words, proof: ProvenDomain["proof"]): string {
  switch (proof) {
    case "DNS_TXT":
      return say("consoleProof.byRecord");
    case "MX":
      return say("consoleProof.byExchangers");
    case "OPERATOR":
      return say("consoleProof.byOperator");
    default:
      return say("consoleProof.unproven");
  }
}
