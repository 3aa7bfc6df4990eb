import DataLoader from "dataloader";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import {
  defaultProfileByAccount,
  defaultProfileOf,
  profilesByAuthorization,
  SenderProfile,
} from "../../authorizations/index.js";
import { type Page, type PageWindow, type Total, windowOf } from "../../database/index.js";
import { loaderKey, PageArguments, type RequestContext, toConnection, VisibleTo } from "../../graphql/index.js";
import { required } from "../../kernel/index.js";
import { Account } from "../../tenancy/index.js";
import { mayAskOwner } from "../askable-states.js";
import { latestQuestionByAuthorization } from "../loaders.js";
import { Verification } from "../verification.entity.js";
import { countSendableAddresses, listSendableAddresses } from "./list-sendable-addresses.js";
import { SendableAddress, SendableAddressConnection, SendableSource } from "./sendable-address.types.js";

interface PageOfAccount {
  readonly account: Account;
  readonly window: PageWindow;
}

const pagesByAccount = loaderKey("sendable addresses by account", (context: RequestContext) => {
  return new DataLoader<PageOfAccount, Page<SendableAddress>, string>(
    async (keys) => {
      const now = context.clock.now();
      const pages = new Map<string, Page<SendableAddress>>();
      const windows = new Map(keys.map(({ window }) => [JSON.stringify(window), window]));
      for (const [name, window] of windows) {
        const wanted = keys.filter((key) => JSON.stringify(key.window) === name);
        const accounts = wanted.map(({ account }) => account);
        const found = await listSendableAddresses(context.database.reader, accounts, window, now);
        for (const key of wanted) {
          const total = () => context.loader(totalsByAccount).load(key.account.id);
          pages.set(nameOf(key), { ...required(found.get(key.account.id)), total });
        }
      }
      return keys.map((key) => required(pages.get(nameOf(key))));
    },
    { maxBatchSize: 200, cacheKeyFn: nameOf },
  );
});

const totalsByAccount = loaderKey("count of sendable addresses by account", (context: RequestContext) => {
  return new DataLoader<string, Total>(async (ids) => {
    const totals = await countSendableAddresses(context.database.reader, ids);
    return ids.map((id) => required(totals.get(id)));
  });
});

function nameOf({ account, window }: PageOfAccount): string {
  return `${account.id} ${JSON.stringify(window)}`;
}

@Resolver(() => Account)
export class AccountSendableAddressesResolver {
  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => SendableAddressConnection, {
    description:
      "Everything that the account may send as, waits for, or might send as before: its own address first, then aliases, domains, and what was asked for or granted.",
  })
  async sendableAddresses(
    @Root() account: Account,
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<SendableAddressConnection> {
    return toConnection(await context.loader(pagesByAccount).load({ account, window: windowOf(page) }));
  }
}

@Resolver(() => SendableAddress)
export class SendableAddressResolver {
  @FieldResolver(() => [SenderProfile], { description: "Oldest first; none where nobody has added one" })
  async profiles(
    @Root() { authorization }: SendableAddress,
    @Ctx() context: RequestContext,
  ): Promise<readonly SenderProfile[]> {
    return authorization === null ? [] : context.loader(profilesByAuthorization).load(authorization.id);
  }

  @FieldResolver(() => Boolean, {
    description: "Of one address of the account: what its webmail writes from. Never one that may not be used now.",
  })
  async isDefault(
    @Root() { account, source, authorization }: SendableAddress,
    @Ctx() context: RequestContext,
  ): Promise<boolean> {
    if (source === SendableSource.OWN_ADDRESS) {
      const chosen = await context.loader(defaultProfileByAccount).load(account.id);
      return chosen === null || chosen.authorizationId === authorization?.id;
    }
    return authorization !== null && (await defaultProfileOf(context, authorization)) !== null;
  }

  @FieldResolver(() => Verification, { nullable: true, description: "The open question to its owner" })
  async question(
    @Root() { authorization }: SendableAddress,
    @Ctx() context: RequestContext,
  ): Promise<Verification | null> {
    return authorization === null ? null : context.loader(latestQuestionByAuthorization).load(authorization.id);
  }

  @FieldResolver(() => Boolean, { description: "Whether `resendVerification` has its owner asked once more" })
  canResend(@Root() { authorization, source }: SendableAddress, @Ctx() context: RequestContext): boolean {
    if (authorization === null || source !== SendableSource.IDENTITY) return false;
    return mayAskOwner(authorization, context.actor.scope, context.clock.now());
  }
}
