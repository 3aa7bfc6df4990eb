import { Field, InputType } from "type-graphql";
import { MAX_SCREEN_LENGTH, MAX_VIEW_NAME_LENGTH, MAX_VIEW_QUERY_LENGTH } from "./saved-view.entity.js";

@InputType()
export class SaveViewInput {
  @Field(() => String, { description: `Which list it is of; up to ${MAX_SCREEN_LENGTH} characters` })
  screen: string;

  @Field(() => String, {
    description: `Up to ${MAX_VIEW_NAME_LENGTH} characters; a view of the same list and name is replaced`,
  })
  name: string;

  @Field(() => String, { description: `Up to ${MAX_VIEW_QUERY_LENGTH} characters, without \`?\`` })
  query: string;
}
