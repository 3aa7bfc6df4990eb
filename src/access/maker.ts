import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column } from "typeorm";
import { identifierColumn, STATE_LENGTH, textColumn } from "../database/index.js";
import { Node, parseGlobalId, VisibleTo } from "../graphql/index.js";
import type { Actor, GlobalId } from "../kernel/index.js";

export enum MakerKind {
  ADMINISTRATOR = "ADMINISTRATOR",
  API_KEY = "API_KEY",
  TRUSTED_ISSUER = "TRUSTED_ISSUER",
}

registerEnumType(MakerKind, {
  name: "MakerKind",
  description: "What made a credential.",
  valuesConfig: {
    ADMINISTRATOR: { description: "A person" },
    API_KEY: { description: "A key" },
    TRUSTED_ISSUER: { description: "An issuer, by one of its tokens" },
  },
});

/** What remembers what made it (administrators, keys, trusted issuers, webhooks), so that one act can end it all. */
export abstract class MadeNode extends Node {
  /** Null for what mayfrom or its command line made. */
  @Column(textColumn(STATE_LENGTH, { nullable: true }))
  madeByKind: MakerKind | null;

  /** An administrator, a key, or the issuer whose token signed somebody in. It may be gone since. */
  @Column(identifierColumn({ nullable: true }))
  madeById: string | null;
}

export type Maker = Pick<MadeNode, "madeByKind" | "madeById">;

export function makerOf({ kind, id, issuer }: Actor): Maker {
  switch (kind) {
    case "ADMINISTRATOR":
      return { madeByKind: MakerKind.ADMINISTRATOR, madeById: id };
    case "API_KEY":
      return { madeByKind: MakerKind.API_KEY, madeById: id };
    case "ISSUER":
      return { madeByKind: MakerKind.TRUSTED_ISSUER, madeById: issuer?.id ?? null };
    default:
      return { madeByKind: null, madeById: null };
  }
}

/** The end of a description. */
export const WITH_EVERYTHING_MADE =
  "With `withEverythingMade` also every administrator, key and issuer that it made, and what those made in turn; " +
  "`expectedCount` counts all of them. The webhooks that any of these made or set last are disabled.";

const MAKER_TYPES = ["Administrator", "ApiKey", "TrustedIssuer"];

/** The inner id of a maker by its global one; null for what is none, which has made nothing. */
export function makerIdOf(globalId: GlobalId): string | null {
  const parsed = parseGlobalId(globalId);
  return parsed !== null && MAKER_TYPES.includes(parsed.kind) ? parsed.id : null;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "What made a credential or a webhook." })
export class CredentialMaker {
  @Field(() => MakerKind, { description: "Whether a person, a key or an issuer made it" })
  kind: MakerKind;

  @Field(() => ID, { nullable: true, description: "Null where it is gone, or outside the caller's scope" })
  id: GlobalId | null;

  @Field(() => String, { nullable: true, description: "Login or name; null where it is gone, or outside the scope" })
  name: string | null;
}
