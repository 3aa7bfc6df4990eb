import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Authorization } from "../authorizations/index.js";
import { FIELD_WEIGHTS, type RequestContext, VisibleTo } from "../graphql/index.js";
import { Account, Domain } from "../tenancy/index.js";
import { mailOfAccounts, mailOfDomains, mailOfRights, RecentMail } from "./recent-mail.js";

const OF_RIGHT = "What rested on it: so much would be refused if it were taken away";
const OF_TENANT = "So much would be refused if it were suspended";

@Resolver(() => Authorization)
export class AuthorizationMailResolver {
  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => RecentMail, { complexity: FIELD_WEIGHTS.recentMail, description: OF_RIGHT })
  recentMail(@Root() right: Authorization, @Ctx() context: RequestContext): Promise<RecentMail> {
    return context.loader(mailOfRights).load(right);
  }
}

@Resolver(() => Account)
export class AccountMailResolver {
  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => RecentMail, { complexity: FIELD_WEIGHTS.recentMail, description: OF_TENANT })
  recentMail(@Root() account: Account, @Ctx() context: RequestContext): Promise<RecentMail> {
    const { id: accountId, domainId, resellerPath } = account;
    return context.loader(mailOfAccounts).load({ accountId, domainId, resellerPath });
  }
}

@Resolver(() => Domain)
export class DomainMailResolver {
  @VisibleTo("ADMINISTERED")
  @FieldResolver(() => RecentMail, { complexity: FIELD_WEIGHTS.recentMail, description: OF_TENANT })
  recentMail(@Root() domain: Domain, @Ctx() context: RequestContext): Promise<RecentMail> {
    return context.loader(mailOfDomains).load({ domainId: domain.id, resellerPath: domain.resellerPath });
  }
}
