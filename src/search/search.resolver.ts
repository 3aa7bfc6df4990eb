import { Arg, Authorized, Ctx, Query, Resolver } from "type-graphql";
import { FIELD_WEIGHTS, type FieldRule, type RequestContext } from "../graphql/index.js";
import { ADMINISTRATORS, badInput, because, requireScope } from "../kernel/index.js";
import { search } from "./search.js";
import { SearchResults } from "./search.types.js";

/** A bounce with the headers of its message. */
const MAX_TEXT_LENGTH = 20_000;

@Resolver()
export class SearchResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => SearchResults, {
    complexity: ({ childComplexity }) => FIELD_WEIGHTS.search + childComplexity,
    description:
      "What a text is about: an address or the beginning of one, a domain, a reseller's slug, a queue id or its first five " +
      "characters, a Message-ID, or a whole bounce. In the caller's scope alone, ten of each kind at most.",
  })
  async search(
    @Ctx() { database, actor }: RequestContext,
    @Arg("text", () => String, { description: "1 to 20,000 characters" }) text: string,
  ): Promise<SearchResults> {
    if (text.trim() === "" || text.length > MAX_TEXT_LENGTH) {
      throw badInput(
        because("TEXT_LENGTH", { min: 1, max: MAX_TEXT_LENGTH }),
        "text",
        "Nothing to look for",
        "1 to 20,000 characters",
      );
    }
    return search(database, requireScope(actor), text);
  }
}
