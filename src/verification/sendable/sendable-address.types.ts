import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Authorization, DomainAuthorization } from "../../authorizations/index.js";
import { connectionType, VisibleTo } from "../../graphql/index.js";
import type { Account } from "../../tenancy/index.js";

/** As what an address stands in the list. */
export enum SendableSource {
  OWN_ADDRESS = "OWN_ADDRESS",
  ALIAS = "ALIAS",
  /** Every address of a domain. */
  DOMAIN = "DOMAIN",
  /** Asked for, granted or seen in use. */
  IDENTITY = "IDENTITY",
}

/** What is so now, whatever it rests on: of an address what a gateway under ENFORCE decides. */
export enum SendableState {
  ALLOWED = "ALLOWED",
  WAITING = "WAITING",
  PAUSED = "PAUSED",
  DENIED = "DENIED",
  REVOKED = "REVOKED",
  EXPIRED = "EXPIRED",
  /** The account, its domain or a reseller above is. */
  SUSPENDED = "SUSPENDED",
  NOT_AUTHORIZED = "NOT_AUTHORIZED",
}

registerEnumType(SendableSource, {
  name: "SendableSource",
  description:
    "The account's own address, an alias of it, every address of a domain, or an address that was asked for, granted or seen in use.",
  valuesConfig: {
    ALIAS: { description: "An alias of the account" },
    DOMAIN: { description: "In a domain of which the account may send as anybody" },
    IDENTITY: { description: "Another's address that was asked for" },
    OWN_ADDRESS: { description: "The account's own address" },
  },
});
registerEnumType(SendableState, {
  name: "SendableState",
  description:
    "What is so now, whatever it rests on: what a gateway decides where the policy enforces. SUSPENDED: the account, its domain or a reseller above is.",
  valuesConfig: {
    ALLOWED: { description: "It may be sent as" },
    DENIED: { description: "The owner of the address has said no" },
    EXPIRED: { description: "It was allowed, or asked for, and its time is over" },
    NOT_AUTHORIZED: { description: "Nobody has allowed it" },
    PAUSED: { description: "It was allowed, and is paused" },
    REVOKED: { description: "It was allowed, and was taken back" },
    SUSPENDED: { description: "The account may not send at all" },
    WAITING: { description: "The owner of the address has not answered yet" },
  },
});

/** One address, or all of a domain, that an account may send as, has asked for, or might before. */
@VisibleTo("WITH_PARENT")
@ObjectType({ description: "An address that an account may send as, waits for, or might send as before." })
export class SendableAddress {
  account: Account;

  @Field(() => String, { description: "In canonical form; `*@` and the domain where it is every address of one" })
  address: string;

  @Field(() => SendableSource, { description: "Why it may be sent as, or was asked for" })
  source: SendableSource;

  @Field(() => SendableState, { description: "Whether it may be sent as now" })
  state: SendableState;

  @Field(() => Boolean, {
    description: "Of an own address or alias: it was removed from webmail's list. It may be sent as all the same.",
  })
  isHidden: boolean;

  @Field(() => Authorization, {
    nullable: true,
    description:
      "Null where nobody has asked: `addIdentity` of an own address or alias gives it profiles, and asks nobody",
  })
  authorization: Authorization | null;

  @Field(() => DomainAuthorization, { nullable: true, description: "Of a DOMAIN" })
  domainAuthorization: DomainAuthorization | null;
}

@ObjectType()
export class SendableAddressConnection extends connectionType(SendableAddress) {}
