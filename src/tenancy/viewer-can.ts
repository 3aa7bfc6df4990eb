import { type RequestContext, requireWithin, viewerCanOf } from "../graphql/index.js";
import { requireScope } from "../kernel/index.js";
import { Account } from "./account.entity.js";
import { Domain } from "./domain.entity.js";
import { requireOwnDomain } from "./domain-alias.js";
import { placeOfAccount, placeOfDomain, placeOfReseller } from "./places.js";
import { Reseller } from "./reseller.entity.js";
import { requireBelow } from "./reseller.queries.js";
import { requireMayEnd, resumptionBy, suspensionBy } from "./suspension.js";

const SUSPEND = "Let nothing be sent from it";
const RESUME = "End its suspension";

export const AccountViewerCan = viewerCanOf(Account, "AccountAct", {
  SUSPEND: { mutation: "suspendAccount", description: SUSPEND, check: (row, context) => suspend(within(row, context)) },
  RESUME: { mutation: "resumeAccount", description: RESUME, check: (row, context) => resume(within(row, context)) },
  DELETE: {
    mutation: "deleteAccount",
    description: "Delete it with everything it was allowed",
    check: (row, context) => requireMayEnd(context.actor, [within(row, context).row], "account"),
  },
  SET_PASSWORD: {
    mutation: "setAccountPassword",
    description: "Set another password, or take it away",
    check: (row, context) => void within(row, context),
  },
});

export const DomainViewerCan = viewerCanOf(Domain, "DomainAct", {
  SUSPEND: {
    mutation: "suspendDomain",
    description: SUSPEND,
    check: (row, context) => suspend(ownDomain(row, context)),
  },
  RESUME: { mutation: "resumeDomain", description: RESUME, check: (row, context) => resume(ownDomain(row, context)) },
  DELETE: {
    mutation: "deleteDomain",
    description: "Delete it; with `cascade` also what is in it",
    check: (row, context) => requireMayEnd(context.actor, [domain(row, context).row], "domain"),
  },
});

export const ResellerViewerCan = viewerCanOf(Reseller, "ResellerAct", {
  SUSPEND: { mutation: "suspendReseller", description: SUSPEND, check: (row, context) => suspend(below(row, context)) },
  RESUME: { mutation: "resumeReseller", description: RESUME, check: (row, context) => resume(below(row, context)) },
  DELETE: {
    mutation: "deleteReseller",
    description: "Delete it; with `cascade` also what is below it",
    check: (row, context) => requireMayEnd(context.actor, [below(row, context).row], "reseller"),
  },
});

type Suspended = Account | Domain | Reseller;

interface Within<Row extends Suspended> {
  readonly row: Row;
  readonly context: RequestContext;
}

function within(row: Account, context: RequestContext): Within<Account> {
  requireWithin(context, placeOfAccount(row));
  return { row, context };
}

function domain(row: Domain, context: RequestContext): Within<Domain> {
  requireWithin(context, placeOfDomain(row));
  return { row, context };
}

function ownDomain(row: Domain, context: RequestContext): Within<Domain> {
  const found = domain(row, context);
  requireOwnDomain(row);
  return found;
}

function below(row: Reseller, context: RequestContext): Within<Reseller> {
  requireWithin(context, placeOfReseller(row));
  requireBelow(requireScope(context.actor), row);
  return { row, context };
}

function suspend({ row, context }: Within<Suspended>): void {
  suspensionBy(row, requireScope(context.actor), null);
}

function resume({ row, context }: Within<Suspended>): void {
  resumptionBy(row, requireScope(context.actor));
}
