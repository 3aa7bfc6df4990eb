import { Arg, Authorized, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { type FieldRule, fromGlobalId, type RequestContext } from "../../graphql/index.js";
import { type GlobalId, notFound } from "../../kernel/index.js";
import { MAX_SAVED_VIEWS, ownAdministratorId, saveView } from "./save-view.js";
import { SavedView } from "./saved-view.entity.js";
import { SaveViewInput } from "./saved-view.input.js";

const OWN: readonly FieldRule[] = ["OPERATOR", "RESELLER", "DOMAIN_ADMIN"];

@Resolver(() => SavedView)
export class SavedViewResolver {
  @Authorized<FieldRule>(...OWN)
  @Query(() => [SavedView], {
    description: `The caller's own of one list, by name; of all lists they are at most ${MAX_SAVED_VIEWS}.`,
  })
  async savedViews(
    @Ctx() { actor, database }: RequestContext,
    @Arg("screen", () => String, { description: "Name of the screen, as the console calls it" }) screen: string,
  ): Promise<SavedView[]> {
    const administratorId = ownAdministratorId(actor);
    return database.reader.find(SavedView, {
      where: { administratorId, screen },
      order: { name: "ASC" },
      take: MAX_SAVED_VIEWS,
    });
  }

  @Authorized<FieldRule>(...OWN)
  @Mutation(() => SavedView, { description: "Keeps what a list shows under a name, for the caller alone." })
  async saveView(
    @Ctx() { actor, database }: RequestContext,
    @Arg("input", () => SaveViewInput) input: SaveViewInput,
  ): Promise<SavedView> {
    return database.write((tx) => saveView(tx, actor, input));
  }

  @Authorized<FieldRule>(...OWN)
  @Mutation(() => ID, { description: "Takes one of the caller's own away." })
  async removeSavedView(
    @Ctx() { actor, database }: RequestContext,
    @Arg("id", () => ID) globalId: GlobalId,
  ): Promise<GlobalId> {
    const own = { id: fromGlobalId("SavedView", globalId), administratorId: ownAdministratorId(actor) };
    await database.write(async (tx) => {
      if (!(await tx.manager.existsBy(SavedView, own))) throw notFound("SavedView");
      await tx.manager.delete(SavedView, own);
    });
    return globalId;
  }
}
