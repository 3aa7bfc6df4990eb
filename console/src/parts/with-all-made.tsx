import { useStanding } from "../frame/viewer.js";
import { graphql, useQuery } from "../graphql/index.js";
import { useWords } from "../words/words.js";

const COUNT_MADE = graphql(`
  query CountMade($id: ID!, $isWithKeys: Boolean!) {
    administrators(filter: { madeBy: $id, isDisabled: false }, first: 1) {
      totalCount
    }
    apiKeys(filter: { madeBy: $id, isRevoked: false }, first: 1) @include(if: $isWithKeys) {
      totalCount
    }
    trustedIssuers(filter: { madeBy: $id }, first: 1) @include(if: $isWithKeys) {
      totalCount
    }
  }
`);

interface WithAllMadeProps {
  /** Of whose login, key or issuer is ended. */
  readonly id: string;
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Whether what somebody made ends with them, and how much that is. */
export function WithAllMade({ id, label, isOn, onChange }: WithAllMadeProps) {
  const { say, number } = useWords();
  const isWithKeys = useStanding().viewer.role !== "DOMAIN_ADMIN";
  const [{ data }] = useQuery({ query: COUNT_MADE, variables: { id, isWithKeys } });
  return (
    <>
      <label className="checkline">
        <input
          type="checkbox"
          className="cb"
          checked={isOn}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {label}
      </label>
      {isOn && data !== undefined && (
        <p>
          {say("consoleList.madeCounts", {
            people: number(data.administrators.totalCount),
            keys: number(data.apiKeys?.totalCount ?? 0),
            issuers: number(data.trustedIssuers?.totalCount ?? 0),
          })}
        </p>
      )}
    </>
  );
}
